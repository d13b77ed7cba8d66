"""What holds for every test: hypothesis sets no time limit, since a busy machine makes no code wrong."""

from hypothesis import settings

settings.register_profile("hallwatch", deadline=None)
settings.load_profile("hallwatch")

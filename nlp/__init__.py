"""Tagging: a spaCy pipeline that finds who said, did and voted what."""

"""PDF text, taken in a subprocess with limits: a hostile file costs one issue row, never the run.

Nothing is imported here: the limited programs load their modules of this package and no more.
"""

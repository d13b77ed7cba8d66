"""Which release is running: told to sites as the user agent, and noted with each run."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version of the program that is running; "unknown" from a tree that is not installed."""
    try:
        return version("hallwatch")
    except PackageNotFoundError:
        return "unknown"

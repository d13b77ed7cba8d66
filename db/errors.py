"""What the store can fail with; apart from the store, so that a process without a database knows it too."""


class StoreError(Exception):
    """The working database, or the folder of kept bytes, cannot be used; the text says why and what to do."""

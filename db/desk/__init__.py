"""The analyst's desk: Datasette on the published database, with its own pages, style and limits."""

from db.desk.serve import ServeError, free_port, serve
from db.desk.site import make_site

__all__ = ["ServeError", "free_port", "make_site", "serve"]

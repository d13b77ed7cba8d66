"""Files that other programs read, made from the published database: one module a format."""

from db.export.timeline import COLUMNS, FORMATS, ExportError, export_timeline

__all__ = ["COLUMNS", "FORMATS", "ExportError", "export_timeline"]

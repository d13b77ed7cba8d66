"""Files that other programs read, made from the published database: one module a format."""

from db.export.timeline import COLUMNS, FORMATS, KINDS, SHOWN, STANCES, ExportError, export_timeline

__all__ = ["COLUMNS", "FORMATS", "KINDS", "SHOWN", "STANCES", "ExportError", "export_timeline"]

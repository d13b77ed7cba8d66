"""Simbli's rows as XML: the .NET DataTable that the service sends to who does not ask for JSON."""

import lxml.etree

from crawler.platform import PageError


def table_rows(body: bytes, expected: str) -> list[dict[str, str]]:
    """Return the rows of a DataTable, each field by its name. Raises PageError for broken XML."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = lxml.etree.fromstring(body, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise PageError(f"XML that cannot be read ({error}); expected {expected}") from error
    return [_fields(row) for table in root.iter("NewDataSet", "{*}NewDataSet") for row in table]


def _fields(row: lxml.etree._Element) -> dict[str, str]:
    return {str(field.tag).rpartition("}")[2]: field.text for field in row if field.text}

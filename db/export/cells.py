"""Cells that a spreadsheet shows and never runs."""

import re

# Whatever a spreadsheet or a line-based tool takes for the end of a line, and characters no cell should hold.
BREAKS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
# OWASP, "CSV Injection": these start a formula, and so do their full-width forms in some locales.
FORMULA = tuple("=+-@\t\r＝＋－＠")


def one_line(value: object) -> object:
    """Return the value with line breaks folded to spaces and control characters left out."""
    if not isinstance(value, str) or value.isprintable():  # printable: no break, no control character
        return value
    return CONTROLS.sub("", BREAKS.sub(" ", value))


def defused(value: object) -> object:
    """Return the value with a leading apostrophe where a spreadsheet would run it as a formula."""
    if isinstance(value, str) and (value.startswith(FORMULA) or _after_blanks(value).startswith(FORMULA)):
        return f"'{value}"
    return value


def _after_blanks(value: str) -> str:
    return value.lstrip() if value[:1].isspace() else ""

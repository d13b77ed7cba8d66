"""Board report numbers (YY-MMDD-TTn, "24-0222-RS1") and the lineage that titles state."""

import re

_NUMBER = r"(?P<year>\d{2})[-–](?P<day>\d{4})[-–](?P<kind>[A-Za-z]{2})(?P<serial>\d{1,3}(?:-\d{1,2})?)"
REPORT = re.compile(rf"(?<![\w-]){_NUMBER}(?:_(?P<suffix>[A-Za-z]+))?(?![\w-]*\d)")
_LEAD = re.compile(rf"^\W*{_NUMBER}(?:_(?P<suffix>[A-Za-z]+))?(?![\w-]*\d)")
_LINEAGE = re.compile(r"\b(?:amend|rescind|ratif|repeal|supersed|correct|extend)\w*\b", re.IGNORECASE)


def leading_report(text: str) -> tuple[str, str | None, str] | None:
    """Split a text that starts with a report number: the number, the word glued to it by `_`, the rest.

    "22-0223-MO1_Withdrawn Motion ..." is (22-0223-MO1, Withdrawn, "Motion ..."). None without a number.
    """
    match = _LEAD.match(text)
    if match is None:
        return None
    return _written(match), match["suffix"], text[match.end() :].strip()


def reports_in(text: str) -> list[str]:
    """Return the report numbers in a text, each once, in order."""
    return list(dict.fromkeys(_written(match) for match in REPORT.finditer(text)))


def report_key(number: str) -> str:
    """Return one spelling for a number that pages write in several: 22-0223-MO01 is 22-0223-MO1."""
    match = REPORT.fullmatch(number.strip())
    if match is None:
        return " ".join(number.split())
    serial = "-".join(str(int(part)) for part in match["serial"].split("-"))
    return f"{match['year']}-{match['day']}-{match['kind'].upper()}{serial}"


def amended_reports(own_number: str | None, text: str) -> list[str]:
    """Return the earlier reports that a title or text says it amends, rescinds or ratifies.

    Chicago's titles carry the whole chain: "Amend Board Report 22-0824-PR1 Amend Board Report 21-0922-PR5".
    A report that is only referred to is no lineage.
    """
    own = report_key(own_number) if own_number else None
    chain: list[str] = []
    for match in REPORT.finditer(text):
        number = report_key(_written(match))
        if (
            number != own
            and number not in chain
            and _LINEAGE.search(text, max(0, match.start() - 60), match.start())
        ):
            chain.append(number)
    return chain


def _written(match: re.Match[str]) -> str:
    return f"{match['year']}-{match['day']}-{match['kind'].upper()}{match['serial']}"

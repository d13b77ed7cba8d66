"""The words that the timeline's rows are told in."""

from typing import Any

# A passage short enough to quote; the whole stands in the source, one click away.
QUOTE_LIMIT = 300

RESULT_WORDS = {"pass": "passed", "fail": "failed"}
CHANGE_WORDS = {
    "added": "Added to the agenda",
    "reworded": "Reworded on the agenda",
    "pulled": "Pulled from the agenda",
    "restored": "Back on the agenda",
    "action": "Action recorded",
    "published late": "Published late on the agenda",
}
# A decision's side is what its outcome does: a failed motion to remove keeps officers where they are.
DECISION_STANCE = {"keep": "favor", "remove": "against"}
EFFECT_WORDS = {"keep": "Keeps officers in schools", "remove": "Takes officers out of schools"}


def clip(text: str | None, limit: int = QUOTE_LIMIT) -> str | None:
    """Return the text in at most `limit` characters, cut between words with an ellipsis; blanks folded."""
    if text is None:
        return None
    folded = " ".join(text.split())
    if len(folded) <= limit:
        return folded
    return folded[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def tally(row: dict[str, Any]) -> str | None:
    """Return "4–2, 1 abstaining"; None where the source gives no count."""
    if row["yes"] is None and row["no"] is None:
        return None
    parts = [f"{_count(row['yes'])}–{_count(row['no'])}"]
    if row["abstain"]:
        parts.append(f"{row['abstain']} abstaining")
    if row["absent"]:
        parts.append(f"{row['absent']} absent")
    return ", ".join(parts)


def _count(value: int | None) -> str:
    return "?" if value is None else str(value)


def named(number: str | None, title: str | None) -> str:
    """Return an item's report number and title as one line."""
    return " ".join(part for part in (number, title) if part) or "An agenda item"


def voted_on(vote: dict[str, Any]) -> str:
    """Return what a vote was on: the motion as put, with the item where a board's own motion leaves it out.

    The motion comes first and whole: "end the contract" failed is not the contract failed.
    """
    known = vote["number"] or vote["item_title"]
    item = named(vote["number"], vote["item_title"]) if known else vote["about"] or "An agenda item"
    motion = vote["motion"]
    if not motion:
        return item
    says = (vote["item_title"] or item).lower() in motion.lower()
    return (
        motion
        if vote["source_kind"] == "news" or says or not (known or vote["about"])
        else f"{motion} (on {item})"
    )


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return "1 item" or "3 items"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]

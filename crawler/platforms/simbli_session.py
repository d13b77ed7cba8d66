"""What Simbli wants to be sent: a token of the visit, and encrypted ids that only its pages give."""

import re
from typing import Any

from crawler.platforms.simbli_fields import address

API = "/Services/api"
ROWS_A_REQUEST = 50  # what the listing page itself asks for
_TOKEN = re.compile(r"""\bsToken\s*=\s*["']([^"']+)["']|\bSecurityToken\\?["']\s*:\s*\\?["']([^"'\\]+)""")
_CONNECTION = re.compile(
    r"""\b(?:constr|encrConnStr)\s*=\s*["']([^"']+)["']|\bConnectionString\\?["']\s*:\s*\\?["']([^"'\\]+)"""
)
_DISTRICT = re.compile(r"""\b(?:enDID|enSID|enSiteID|encrSiteId)\s*=\s*["']([^"']+)["']""")
_MEETING = re.compile(r"""\b(?:enMeetingID|enEntityID)\s*=\s*["']([^"']+)["']""")
ASKED_AS_THE_PAGE_DOES = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return next((group for group in found.groups() if group), None) if found else None


def listing_session(text: str) -> dict[str, Any] | None:
    """Return what a listing page gives for asking for its rows; None where a token is missing."""
    token, connection = _first(_TOKEN, text), _first(_CONNECTION, text)
    if not token or not connection:
        return None
    return {"json": {"ConnectionString": connection, "SecurityToken": token}}


def meeting_session(text: str) -> dict[str, Any] | None:
    """Return what a meeting's page gives for asking for its agenda and minutes; None where it is missing."""
    known = {"sct": _first(_TOKEN, text), "endid": _first(_DISTRICT, text), "enmid": _first(_MEETING, text)}
    if not all(known.values()):
        return None
    return {"query": {**known, "enuid": ""}}


def missing(text: str, meeting: bool) -> str:
    """Return which of the values a page lacks."""
    patterns = {"sToken": _TOKEN, "enDID": _DISTRICT, "enMeetingID": _MEETING}
    wanted = patterns if meeting else {"sToken": _TOKEN, "constr": _CONNECTION}
    return ", ".join(name for name, pattern in wanted.items() if not _first(pattern, text))


def rows_request(site: str, start: int) -> dict[str, Any]:
    """Return the stable part of a request for the rows from `start` on, newest meeting first."""
    asked = {
        "ListingType": "0",
        "TimeZone": "0",
        "CustomSort": 0,
        "SortColName": "DateTime",
        "IsSortDesc": True,
        "RecordStart": start,
        "RecordCount": ROWS_A_REQUEST,
        "FilterExp": "",
        "IsUserLoggedIn": False,
        "UserID": "",
        "Id": 0,
        "SchoolID": site,
    }
    return {"method": "POST", "json": asked, "headers": ASKED_AS_THE_PAGE_DOES, "session": True}


def rows_address(url: str) -> str:
    """Return where rows are asked for."""
    return address(url, f"{API}/GetMeetingListing")


def tree_address(url: str, site: str, meeting_id: str) -> str:
    """Return a meeting's agenda. S and MID tell us whose it is; the service takes what it knows by name."""
    return address(url, f"{API}/MeetingView/GetItemsTreeDTO/", S=site, MID=meeting_id)


def minutes_address(url: str, site: str, meeting_id: str) -> str:
    """Return a meeting's minutes, as the agenda."""
    return address(url, f"{API}/GetMeetingMinutes/", S=site, MID=meeting_id)


def item_address(url: str, site: str, meeting_id: str, item_id: str) -> str:
    """Return what one item says, as the agenda."""
    return address(
        url, f"{API}/MeetingView/GetMeetingItemDetailsModel/", S=site, MID=meeting_id, ITEM=item_id
    )


def with_query(session: dict[str, Any], **values: str) -> dict[str, Any]:
    """Return a session that adds more to the query."""
    return {**session, "query": {**session.get("query", {}), **values}}

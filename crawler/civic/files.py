"""Files of a meeting as board sites link to them: which links are files, and what each is."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

# What a link's words say it is, the surest first: an "agenda of action" and the minutes of an agenda review
# are no agendas. The words are those of the pages of some eighty American public bodies.
KINDS = (
    ("actions", re.compile(r"\b(?:agenda|summary|record|list|notice) of (?:board )?actions?\b|"
                           r"\bboard actions?\b|\baction (?:summary|list|report)\b", re.IGNORECASE)),
    ("transcript", re.compile(r"\btranscripts?\b", re.IGNORECASE)),
    ("minutes", re.compile(r"\bminutes\b|\bproceedings\b|\bmins?\b|(?<![a-z])minutes", re.IGNORECASE)),
    ("testimony", re.compile(r"\btestimony\b|\bwritten comments?\b|\bpublic comments?\b", re.IGNORECASE)),
    ("agenda", re.compile(r"agenda|\border of business\b|\bagnd\b", re.IGNORECASE)),
    ("packet", re.compile(r"\bpackets?\b|\bboard ?books?\b|\bmaterials?\b", re.IGNORECASE)),
    ("recording", re.compile(r"\bvideos?\b|\baudio\b|\brecordings?\b|\bwatch\b|\bstream", re.IGNORECASE)),
    ("notice", re.compile(r"\bnotices?\b", re.IGNORECASE)),
)  # fmt: skip
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|rtf|odt|txt)$", re.IGNORECASE)
# Addresses that give a file or show one without saying so in the path's ending. Each was seen on real sites.
_GIVES_FILE = re.compile(
    r"/fs/resource-manager/view/|/filedownload\.ashx|/DocumentCenter/(?:View|Home/View)/|/AgendaCenter/ViewFile/|"
    r"/(?:Agenda|Minutes|Meta|Document)Viewer\.(?:php|aspx)|/Attachment\.aspx|/GetFile|/ViewFile|/showdocument|"
    r"/showpublisheddocument|//(?:www\.)?5il\.co/|//docs\.google\.com/(?:document|spreadsheets|presentation|file)/|"
    r"//docs\.google\.com/(?:open|uc|viewer)\?|//drive\.google\.com/(?:file|open|uc)|//aptg\.co/|"
    r"\.sharepoint\.com/:[bwxp]:/|//1drv\.ms/[bwxp]/|//(?:www\.)?dropbox\.com/s(?:cl/fi)?/|\.box\.com/(?:s|v)/|"
    r"[?&](?:wpdmdl|wpfb_dl|attachment_id)=\d+|\.boarddocs\.com/.*/files/|/\$file/|/home/showdocument",
    re.IGNORECASE,
)
_NO_FILE = re.compile(
    r"//(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|zoom\.us|facebook\.com|twitter\.com|x\.com|instagram\.com|"
    r"webex\.com|meet\.google\.com|teams\.microsoft\.com|maps\.google\.com|goo\.gl/maps|google\.com/maps)\b|"
    r"\.(?:mp3|mp4|m4a|mov|wav|jpe?g|png|gif|svg|ics)$",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"^/(?:a/[^/]+/)?file/(?:u/\d+/)?d/(?P<id>[\w-]{10,})")
_DOCS = re.compile(
    r"^(?P<base>/(?:a/[^/]+/)?(?P<kind>document|spreadsheets|presentation)/(?:u/\d+/)?d/(?P<id>[\w-]{10,}))"
)


def is_file(url: str) -> bool:
    """Tell whether an address gives a file or a viewer that shows one."""
    parts = urlsplit(url)
    if _NO_FILE.search(f"//{parts.netloc}{parts.path}"):
        return False
    named = any(_FILE.search(value) for values in parse_qs(parts.query).values() for value in values)
    return bool(_FILE.search(unquote(parts.path)) or named or _GIVES_FILE.search(url))


def is_recording(url: str) -> bool:
    """Tell whether an address is a video's, a stream's, a picture's or a calendar entry's."""
    parts = urlsplit(url)
    return bool(_NO_FILE.search(f"//{parts.netloc}{parts.path}"))


def kind_of_words(words: str) -> str | None:
    """Return what words about a file say it is: agenda, minutes, actions ...; None for none of KINDS."""
    plain = re.sub(r"[_+]|%20", " ", words)
    return next((kind for kind, pattern in KINDS if pattern.search(plain)), None)


def file_name(url: str) -> str:
    """Return the name that an address gives its file: the path's last part, or a parameter that is one."""
    parts = urlsplit(url)
    for values in parse_qs(parts.query).values():
        if named := next((value for value in values if _FILE.search(value)), None):
            return named.rsplit("/", 1)[-1]
    return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])


def file_address(url: str) -> str:
    """Return the address that gives the file itself, where the page's only shows it (Google's viewers)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host == "drive.google.com":
        shown = _DRIVE.match(parts.path)
        known = shown["id"] if shown else (parse_qs(parts.query).get("id") or [""])[0]
        if shown or (known and parts.path.rstrip("/") in {"/open", "/uc"}):
            return f"{parts.scheme}://{parts.netloc}/uc?export=download&id={known}"
    if host == "docs.google.com":
        if shown := _DOCS.match(parts.path):
            return f"{parts.scheme}://{parts.netloc}{shown['base']}/export?format=pdf"
        viewed = (parse_qs(parts.query).get("url") or [""])[0]
        if parts.path.startswith(("/viewer", "/gview")) and viewed.startswith(("http://", "https://")):
            return viewed
    return url

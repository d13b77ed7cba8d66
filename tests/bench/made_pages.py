"""Pages to measure with: the replica's articles at the weight of a real news page, as many as wanted.

Most of a news page is not its article: menus, teasers, scripts. The replica leaves that out, so it is put
around here; without it a page costs a fifth of a real one's time.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from db.clock import now
from tests.replica import board
from tests.replica.content import articles, outlets
from tests.replica.site import Site

MARK = b"@@number@@"
MENU = "".join(f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(80))
TEASERS = "".join(
    f'<div class="card"><a href="/2026/11/story-{n}"><img src="/media/{n}.jpg" alt=""></a>'
    f'<h3><a href="/2026/11/story-{n}">Another story, number {n}, with a headline of usual length</a></h3>'
    f'<span class="stamp">{n} hours ago</span></div>'
    for n in range(40)
)
SCRIPT = "var settings = {" + ",".join(f'"key{n}": "value {n}"' for n in range(900)) + "};"
OFF_TOPIC = {
    rb"school resource officers?": b"library assistants", rb"\bSROs?\b": b"LBA", rb"\bpolic\w*": b"garden",
    rb"\bofficers?\b": b"gardeners", rb"\bcops?\b": b"clerks", rb"\bCPD\b": b"CLB",
    rb"\blaw enforcement\b": b"gardening", rb"\bsafety\b": b"comfort", rb"school\w*": b"hall",
}  # fmt: skip
AROUND = f'<aside class="more">{TEASERS * 3}</aside><script>{SCRIPT * 2}</script></body>'.encode()
STREET = b"<p>" + b"The parade went on until the evening. " * 12 + b"Police had closed the street.</p></body>"


def article_page(number: int) -> bytes:
    """Return the page of that number; no two are alike."""
    drawn = _drawn()
    return drawn[number % len(drawn)].replace(MARK, str(number).encode())


def weighty_article_page(number: int) -> bytes:
    """Return the page of that number with as much more around it as makes the usual weight of 110 KB."""
    return article_page(number).replace(b"</body>", AROUND)


def off_topic_page(number: int, police: bool = False) -> bytes:
    """Return a page of that weight about something else, with `police` named once in passing."""
    drawn = _drawn_off_topic()
    body = drawn[number % len(drawn)].replace(MARK, str(number).encode()).replace(b"</body>", AROUND)
    return body.replace(b"</body>", STREET) if police else body


def article_url(base: str, number: int) -> str:
    """Return where it stands."""
    return f"{base}/2026/11/story-{number}"


def sitemap(base: str, count: int) -> bytes:
    """Return the listing of so many pages."""
    # Dated: of a long list without any date nothing is followed.
    day = now().date().isoformat()
    entries = "".join(
        f"<url><loc>{article_url(base, number)}</loc><lastmod>{day}</lastmod></url>"
        for number in range(count)
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


@cache
def replica_pages() -> dict[str, bytes]:
    """Return every page of the replica web that is not a redirect, by its address."""
    site = Site(0, 80)
    hosts = [board.HOST, *(outlet["host"] for outlet in outlets().values())]
    drawn = {
        f"https://{host}{path}": page for host in hosts for path in site.routes[host]
        if (page := site.page(host, path)) and not page.location
    }  # fmt: skip
    return {url: page.body for url, page in drawn.items()}


@cache
def replica_articles() -> dict[str, bytes]:
    """Return the replica's news articles by address, as it serves them."""
    written = {
        (outlets()[entry["outlet"]]["host"], entry["path"]) for entry in articles(0) if _is_text(entry)
    }
    return {url: body for url, body in replica_pages().items() if urlsplit(url)[1:3] in written}


def _is_text(entry: dict[str, object]) -> bool:
    return entry.get("kind", "news") in {"news", "opinion"}


@cache
def _drawn() -> list[bytes]:
    return [_weighted(body) for body in replica_articles().values()]


@cache
def _drawn_off_topic() -> list[bytes]:
    return [_about_another(body) for body in _drawn()]


def _about_another(body: bytes) -> bytes:
    for words, others in OFF_TOPIC.items():
        body = re.sub(words, others, body, flags=re.IGNORECASE)
    return body


def _weighted(body: bytes) -> bytes:
    """Put around an article what a real page has around it."""
    before = f'<nav class="menu"><ul>{MENU}</ul></nav>'.encode()
    after = f'<aside class="more">{TEASERS}</aside><footer>{MENU}</footer><script>{SCRIPT}</script>'.encode()
    start = body.index(b">", body.index(b"<body")) + 1
    end = body.rindex(b"</body>")
    number = b"<p hidden>" + MARK + b"</p>"
    return body[:start] + before + body[start:end] + number + after + body[end:]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.own_address import Identity, identity_of, own_address

URL = "https://www.paper.example/news/2024/board-votes-on-officers-20240222"
MOVED = "https://www.paper.example/news/2024/board-removes-officers-from-schools-20240222"
DOMAINS = ["paper.example"]


def page(*, canonical: str = "", og: str = "", ld: str = "", more: str = "") -> bytes:
    parts = [
        f'<link href="{canonical}" rel="canonical">' if canonical else "",
        f"<meta property='og:url' content='{og}'>" if og else "",
        f'<script type="application/ld+json">{ld}</script>' if ld else "",
    ]
    return f"<html><head>{more}{''.join(parts)}</head><body>Text</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        page(canonical=MOVED),
        page(og=MOVED),
        page(canonical=MOVED, og=f"{MOVED}?utm_source=x"),
        page(canonical=MOVED.removeprefix("https://www.paper.example")),
        page(canonical="https://elsewhere.example/a-copy-of-something-1", og=MOVED),
        page(ld=f'{{"@type": "NewsArticle", "mainEntityOfPage": {{"@id": "{MOVED}"}}}}'),
        page(ld=f'{{"@graph": [{{"url": "/x"}}, {{"@type": ["NewsArticle"], "url": "{MOVED}"}}]}}'),
        f"<LINK REL=canonical HREF={MOVED}>".encode(),
        page(canonical=MOVED, more=f'<!-- <link rel="canonical" href="{URL}"> -->'),
    ],
)  # fmt: skip
def test_an_article_says_where_it_stands(body: bytes) -> None:
    assert own_address(URL, body, DOMAINS) == MOVED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        page(canonical="https://www.paper.example/"),  # the home page, on every page
        page(canonical="https://www.paper.example/news"),  # the section
        page(canonical="https://www.paper.example/news/2024"),
        page(canonical="https://www.paper.example/tag/school-resource-officers"),
        page(canonical="https://elsewhere.example/board-removes-officers-20240222"),  # whose copy this is
        page(canonical=MOVED, og="https://www.paper.example/news/quite-another-story-20240101"),
        page(canonical=MOVED, more=f'<link rel="canonical" href="{URL}">'),
        page(canonical="https://www.paper.example/news/first-story-ever-11111"),  # a template's slip
        page(canonical="javascript:void(0)", og="#"),
        page(canonical="http://[broken/"),
        page(ld='{"@type": "NewsArticle", "url": '),
        page(ld='[{"@type": "ItemList", "item": [{"@type": "NewsArticle", "url": "/other-story-1"}]}]'),
        b"x" * 300_000 + page(canonical=MOVED),
    ],
)  # fmt: skip
def test_else_it_stands_where_it_was_fetched(body: bytes) -> None:
    assert own_address(URL, body, DOMAINS) == URL


@pytest.mark.parametrize(
    ("fetched", "stated", "own"),
    [
        ("https://paper.example/a-b-c?utm_source=x&foo=1", "/a-b-c", "https://paper.example/a-b-c"),
        ("https://paper.example/a-b-c/", "http://www.paper.example/a-b-c", "https://www.paper.example/a-b-c"),
        ("https://paper.example/?p=12345", "/2024/02/board-votes", "https://paper.example/2024/02/board-votes"),
        ("https://paper.example/news?story=9", "/news", "https://paper.example/news?story=9"),
        ("https://paper.example/a-b-c?page=2", "/a-b-c", "https://paper.example/a-b-c?page=2"),
        ("https://paper.example/a-b-c/2/", "/a-b-c/", "https://paper.example/a-b-c/2/"),
        ("https://m.paper.example/s/77", "//paper.example/24/board-votes-on", "https://paper.example/24/board-votes-on"),
    ],
)  # fmt: skip
def test_what_a_statement_may_change(fetched: str, stated: str, own: str) -> None:
    assert own_address(fetched, page(canonical=stated), DOMAINS) == own


def test_a_variant_is_known_by_the_plain_form_and_remembered() -> None:
    amp = f"{URL}/amp/"
    plain = Identity(URL, "paper.example/news/2024/board-votes-on-officers-20240222", amp)
    assert identity_of(amp, page(canonical=URL), DOMAINS) == plain
    assert identity_of(amp, b"", DOMAINS) == Identity(amp, plain.variant_key, amp)
    assert identity_of(URL, b"", DOMAINS) == Identity(URL, plain.variant_key, None)
    archived = f"https://web.archive.org/web/20240223000000/{URL}"
    assert identity_of(archived, page(canonical=archived), DOMAINS) == Identity(URL, plain.variant_key, None)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"<link rel=canonical href=", b"<meta property=og:url content=", b""]),
)
def test_no_page_breaks_it(rubbish: bytes, before: bytes) -> None:
    assert own_address(URL, before + rubbish + b">", DOMAINS).startswith("http")

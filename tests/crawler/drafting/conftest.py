"""A watch's folder in a checkout of its own, and a newsroom on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.drafting import Draft, Wishes, draft_source
from db.clock import now
from tests.crawler.site import Site, serving

WATCH = """\
id: tiny
title: Tiny
question: Should there be?
topic:
  target: police officers stationed in schools
  labels: {favor: keep, against: remove, mixed: mixed, neutral: neutral}
  terms: [school resource officer]
"""
OUTLETS = """\
# Newsrooms, by hand.

- id: town-crier  # since 1901
  name: Town Crier
  kind: outlet
  platform: feed
  url: https://towncrier.example/feed
  domains: [towncrier.example]
  jurisdiction: lakeshore
"""
STORY = """<!DOCTYPE html><html lang="en"><head><title>{title} | Lake Gazette</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Lake Gazette">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="{day}T12:00:00-06:00">
<meta name="author" content="Mara Ostrowski"></head><body><article><h1>{title}</h1>
<p>The Lakeshore school board voted 4-3 on Thursday evening to renew its agreement with the city police, which
will keep an officer at each of the district's three high schools through next June.</p>
<p>Board president Ilse Havranek said before the vote that she wanted one more year to build up a staff of
counselors. "A year from now I want us to be able to say that we do not need them," Havranek said.</p>
<p>Member Tobias Renquist, who voted no, said that the money should go to the counselors at once. The
agreement costs the district $412,000, of which the city pays a third.</p></article></body></html>"""


class Town:
    """A checkout with one watch, and a site whose newsroom is drafted into it."""

    def __init__(self, root: Path, site: Site) -> None:
        self.root, self.site = root, site
        self.folder = root / "watches" / "tiny"
        self.pages = root / "tests" / "platforms"
        self.folder.mkdir(parents=True)
        self.pages.mkdir(parents=True)
        places = "- id: lakeshore\n  name: Lakeshore\n  timezone: America/Chicago\n"
        bodies = (
            "- id: lakeshore-board\n  name: Lakeshore Board of Education\n  classification: school board\n"
        )
        files = {
            "watch": WATCH,
            "jurisdictions": places,
            "organizations": bodies,
            "people": "[]\n",
            "boards": "[]\n",
            "outlets": OUTLETS,
        }
        for name, text in files.items():
            (self.folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def draft(self, path: str, **wishes: str | bool) -> Draft:
        asked = {"jurisdiction": "lakeshore", "allow_loopback": True, **wishes}
        return draft_source(self.site.url(path), folder=self.folder, wishes=Wishes(**asked))  # type: ignore[arg-type]

    def stories(self, number: int) -> list[tuple[str, str, str]]:
        """Put stories on the site, the newest first; return address, title and day of each."""
        told = []
        for place in range(number):
            day = (now().date() - timedelta(days=place)).isoformat()
            title = f"Board votes on officers for the {number - place}th time"
            path = f"/{day.replace('-', '/')}/board-votes-on-officers-{number - place}/"
            self.site.pages[path] = STORY.format(title=title, day=day).encode()
            told.append((self.site.url(path), title, day))
        return told

    def everything(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in sorted(self.root.rglob("*")) if path.is_file()}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with serving() as site:
        yield Town(tmp_path / "checkout", site)

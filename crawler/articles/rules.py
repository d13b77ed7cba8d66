"""An outlet's quirks applied to a page: which of its rules fit, and what their selectors find."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
import lxml.etree
from lxml.html import HtmlElement

from crawler.address_patterns import matches_any
from crawler.page_lines import squeeze


@dataclass(frozen=True)
class PageRule:
    """One of an outlet's rules (db/registry/models.py PageRules), as the registry gave it."""

    body: Sequence[str] = ()
    drop: Sequence[str] = ()
    headline: str | None = None
    authors: str | None = None
    published: str | None = None
    paywall: Sequence[str] = ()
    paths: Sequence[str] = ()
    until: str | None = None

    def first(self, root: HtmlElement, selectors: Sequence[str]) -> HtmlElement | None:
        """Return the first element that the first fitting selector finds."""
        return next((found[0] for selector in selectors if (found := select(root, selector))), None)

    def all(self, root: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
        """Return every element that one of the selectors finds."""
        return [element for selector in selectors for element in select(root, selector)]

    def text(self, root: HtmlElement, selector: str | None) -> str | None:
        """Return the words of the first element that a selector finds."""
        found = self.first(root, [selector]) if selector else None
        return squeeze(found.text_content()) or None if found is not None else None


NO_RULE = PageRule()


def rule_for(rules: Sequence[Mapping[str, Any]], url: str, published: str | None) -> PageRule:
    """Return the first rule that fits a page by its address and day of publication; an empty one for none.

    A page without a date is none of an old layout's.
    """
    for given in rules:
        if not _fits(given.get("paths") or (), url):
            continue
        until = given.get("until")
        if until and not _is_before(published, str(until)):
            continue
        return PageRule(**{name: value for name, value in given.items() if name in _NAMES})
    return NO_RULE


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements that a CSS selector finds, in page order."""
    found: Any = _compiled(selector)(root)
    return list(found)


@lru_cache(maxsize=500)
def _compiled(selector: str) -> lxml.etree.XPath:
    return lxml.etree.XPath(cssselect.HTMLTranslator().css_to_xpath(selector))


def _fits(paths: Sequence[str], url: str) -> bool:
    return not paths or matches_any(url, paths)


def _is_before(published: str | None, until: str) -> bool:
    return published is not None and published[:10] <= until


_NAMES = {"body", "drop", "headline", "authors", "published", "paywall", "paths", "until"}

"""Why a page lists no article: what a reader without JavaScript, account or consent would see there."""

from lxml.html import HtmlElement

from crawler.articles.kind import wall_of
from crawler.page_lines import squeeze

_SHELLS = {"root", "app", "__next", "___gatsby", "__nuxt", "main-app", "react-root", "ember-app"}
_SEEN = "//text()[not(ancestor::script or ancestor::style or ancestor::template or ancestor::head)]"
LITTLE = 600  # characters of visible text; what a page without its script mostly shows


def why_no_articles(root: HtmlElement, links: int) -> str:
    """Return in a few words what stands there instead of a list of articles."""
    text = _visible(root)
    title = squeeze(root.findtext(".//title"))
    if wall := wall_of(None, title, text[:2000]):
        return f"{wall} ({(title or text)[:80]!r})"
    if any((field.get("type") or "").lower() == "password" for field in root.iter("input")) and links < 30:
        return f"a log-in page ({title[:80]!r})"
    if len(text) < LITTLE and _is_shell(root):
        return "a page that needs JavaScript to show its articles (a feed or sitemap may have them)"
    return f"no link to an article among {links} links ({title[:80]!r}; see the option links)"


def _is_shell(root: HtmlElement) -> bool:
    named = any((element.get("id") or "").lower() in _SHELLS for element in root.iter("div", "main"))
    return named or any(True for _ in root.iter("script"))


def _visible(root: HtmlElement) -> str:
    return squeeze(" ".join(str(piece) for piece in root.xpath(_SEEN)))

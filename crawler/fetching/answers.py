"""What an answer is, in the report's words: its headers, and the document that its bytes belong to."""

from typing import Any

from scrapy.http import Response

from crawler.fetching.faults import SOFT_404, Verdict
from crawler.fetching.landing import landing
from crawler.fetching.refusals import ARTICLE
from crawler.own_address import identity_of
from crawler.platform import Origin
from crawler.urls import canonical
from db.frontier import FrontierRow
from db.registry import Source


def header_of(response: Response, name: str) -> str | None:
    """Return a header of an answer."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def media_type_of(response: Response) -> str | None:
    """Return what an answer says that it is, without parameters."""
    return (header_of(response, "Content-Type") or "").partition(";")[0].strip().lower() or None


def soft_404(row: FrontierRow, final: str) -> Verdict | None:
    """Return the verdict on an article's address that leads to a front page: the site has it no more."""
    if not _is_article(row) or landing(row.url, final) != "front":
        return None
    return Verdict("failed", SOFT_404, f"leads to {final}, which is a front or error page: no article there")


def place_of(
    row: FrontierRow, final: str, asked: list[str], origin: Origin | None, body: bytes, source: Source
) -> dict[str, Any]:
    """Return whose bytes an answer's are: a page of this source, or another's, as an archive has it."""
    if origin is not None:
        # An archive's address is no alias: when the archive loses the page, the page is not gone.
        told = {name: value for name, value in vars(origin).items() if name not in {"body", "url"}}
        domains = source.options.get("domains", source.domains)
        return {**told, **_identity(origin.url, [origin.url], origin.body, domains)}
    told = {"kind": row.kind, "platform": row.platform}
    if not _is_article(row):
        return {**told, "final": final, "asked": asked}
    if landing(row.url, final) == "door":  # what stands there now stands where the article stood
        return {**told, **_identity(row.url, [row.url], b"", source.domains)}
    return {**told, **_identity(final, [*asked, final], body, source.domains)}


def _identity(url: str, asked: list[str], body: bytes, domains: list[str]) -> dict[str, Any]:
    own = identity_of(url, body, domains)
    key, fetched = own.variant_key, own.fetched_url
    return {"final": own.url, "asked": asked, "variant_key": key, "fetched_url": fetched}


def _is_article(row: FrontierRow) -> bool:
    return row.platform == ARTICLE and row.request is None and row.url == canonical(row.url)

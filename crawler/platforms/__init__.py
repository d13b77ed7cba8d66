"""One module a platform; PLATFORMS is how the rest finds them."""

from crawler.platform import Platform
from crawler.platforms.article import ArticlePage
from crawler.platforms.boardbook import BoardBook
from crawler.platforms.boarddocs import BoardDocs
from crawler.platforms.civicclerk import CivicClerk
from crawler.platforms.cpsboe import Cpsboe
from crawler.platforms.diligent import Diligent
from crawler.platforms.document import DocumentFile
from crawler.platforms.documents import DocumentList
from crawler.platforms.feed import Feed
from crawler.platforms.ical import Ical
from crawler.platforms.legistar import Legistar
from crawler.platforms.listing import Listing
from crawler.platforms.simbli import Simbli
from crawler.platforms.sitemap import Sitemap
from crawler.platforms.urls import UrlList
from crawler.platforms.wayback import Wayback

PLATFORMS: dict[str, Platform] = {
    platform.name: platform
    for platform in (
        Cpsboe(),
        CivicClerk(),
        Legistar(),
        Feed(),
        Sitemap(),
        Listing(),
        UrlList(),
        ArticlePage(),
        DocumentFile(),
        BoardBook(),
        Diligent(),
        BoardDocs(),
        Simbli(),
        Ical(),
        DocumentList(),
        Wayback(),
    )
}

"""One module a platform; PLATFORMS is how the rest finds them."""

from crawler.platforms.base import Platform
from crawler.platforms.cpsboe import Cpsboe

PLATFORMS: dict[str, Platform] = {platform.name: platform for platform in (Cpsboe(),)}

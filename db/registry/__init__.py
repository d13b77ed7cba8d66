"""The registry: a watch's topic, sources, people and bodies, read from its folder of YAML files."""

from db.registry.load import RegistryError, find_watch, load_watch
from db.registry.models import (
    Expectations,
    Jurisdiction,
    Membership,
    Organization,
    PageRules,
    Person,
    Source,
    Topic,
    Watch,
    Way,
)

__all__ = [
    "Expectations",
    "Jurisdiction",
    "Membership",
    "Organization",
    "PageRules",
    "Person",
    "RegistryError",
    "Source",
    "Topic",
    "Watch",
    "Way",
    "find_watch",
    "load_watch",
]

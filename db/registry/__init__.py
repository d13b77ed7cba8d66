"""The registry: a watch's topic, sources, people and bodies, read from its folder of YAML files."""

from db.registry.load import RegistryError, find_watch, load_watch
from db.registry.models import (
    Expectations,
    Jurisdiction,
    Membership,
    Organization,
    Person,
    Source,
    Topic,
    Watch,
)

__all__ = [
    "Expectations",
    "Jurisdiction",
    "Membership",
    "Organization",
    "Person",
    "RegistryError",
    "Source",
    "Topic",
    "Watch",
    "find_watch",
    "load_watch",
]

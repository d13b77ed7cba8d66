"""The platforms by name: each is what its name says, and asking for one loads no other."""

import subprocess
import sys

import pytest

from crawler.platforms import PLATFORMS


def test_each_platform_has_the_name_it_is_found_by() -> None:
    assert {name: platform.name for name, platform in PLATFORMS.items()} == {name: name for name in PLATFORMS}


def test_an_unknown_platform_is_none() -> None:
    assert "nonesuch" not in PLATFORMS
    assert PLATFORMS.get("nonesuch") is None
    with pytest.raises(KeyError):
        PLATFORMS["nonesuch"]


def test_a_crawl_of_feeds_loads_no_board_system() -> None:
    asked = "import sys; from crawler.platforms import PLATFORMS; PLATFORMS['feed']; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "crawler.platforms.feed" in loaded.stdout.split()
    assert "crawler.platforms.boardbook" not in loaded.stdout.split()

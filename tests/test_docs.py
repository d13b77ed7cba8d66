"""The docs tell the truth: every command, option, exit code, setting and table stands in them as it is.

`HALLWATCH_WRITE_DOCS=1 pytest tests/test_docs.py` writes docs/commands.md and docs/tables.md anew.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from cli import main
from crawler import settings as scrapy_settings
from crawler.pdf import extract, read_text, scans
from crawler.run import CrawlOptions
from db import publish, registry
from db.database import open_database
from db.registry import find_watch, load_watch
from db.registry.models import PLATFORMS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
INTRODUCTION = """# Commands

What each command says of itself with `--help`. `--watch` and `--data` may stand before or after a command's
name; both can be set as environment variables, `HALLWATCH_WATCH` and `HALLWATCH_DATA`. `SOURCE_DATE_EPOCH`
(seconds since 1970) pins the clock, so that two runs over the same pages can be compared byte for byte.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a source's own assertions blocked publishing, 75 another run
holds the lock.
"""


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for key in command.list_commands(click.Context(command)):
            child = command.commands[key]
            yield from commands(child, f"{name} {key}")


ALL = list(commands(main, "hallwatch"))


def help_of(name: str) -> str:
    words = name.split()[1:]
    result = CliRunner().invoke(main, [*words, "--help"], prog_name="hallwatch", terminal_width=100)
    assert result.exit_code == 0, result.output
    return result.output.strip()


def written() -> str:
    parts = [f"## {name}\n\n```text\n{help_of(name)}\n```\n" for name, _ in ALL]
    return "\n".join([INTRODUCTION, *parts])


def test_the_commands_page_is_what_the_commands_say() -> None:
    page = DOCS / "commands.md"
    if os.environ.get("HALLWATCH_WRITE_DOCS"):
        page.write_text(written(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == written(), "write it anew: see this file's head"


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_and_option_says_what_it_does(name: str, command: click.Command) -> None:
    assert command.help, f"{name} has no help text"
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts}: no help text"


def told_commands() -> list[tuple[str, str]]:
    found = []
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]:
        for line in re.findall(
            r"\bhallwatch ((?:[a-z]+ ?)+(?:--?[a-z][a-z-]*|[^`\n])*)", path.read_text("utf-8")
        ):
            found.append((path.name, line))
    return found


@pytest.mark.parametrize(("page", "line"), told_commands())
def test_a_command_told_in_the_docs_exists_with_its_options(page: str, line: str) -> None:
    words = line.split()
    known = {name.removeprefix("hallwatch").strip(): command for name, command in ALL}
    name = next((text for text in (" ".join(words[:2]), words[0]) if text in known), None)
    if name is None:
        pytest.skip("a sentence, not a command")
    options = {option for param in known[name].params for option in (*param.opts, *param.secondary_opts)}
    asked = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line.split("#", maxsplit=1)[0]))
    assert asked <= options | {"--help"}, f"{page}: {line}"


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))])
def test_links_between_the_docs_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize(
    "name", ["Watch", "Topic", "Jurisdiction", "Organization", "Person", "Membership", "Source", "PageRules"]
)
def test_every_key_of_the_registry_is_documented(name: str) -> None:
    section = (DOCS / "registry.md").read_text("utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    model = getattr(registry, name)
    lists = {"jurisdictions", "organizations", "people", "sources"} if name == "Watch" else set()
    keys = {field.alias or key for key, field in model.model_fields.items()} - lists
    assert keys == {
        key for row in re.findall(r"^\| (`.*?) \|", section, re.M) for key in re.findall(r"`(\w+)`", row)
    }


def test_every_expectation_is_documented() -> None:
    section = (DOCS / "registry.md").read_text("utf-8").split("\n## Expectations\n")[1]
    assert set(registry.Expectations.model_fields) == set(re.findall(r"^\| `(\w+)`", section, re.M))


def test_every_platform_and_its_options_are_documented() -> None:
    page = (DOCS / "platforms.md").read_text(encoding="utf-8")
    told = {
        name: set(re.findall(r"`(\w+)`", options))
        for name, options in re.findall(r"^\| `(\w+)` \|.*\|.*\|([^|]*)\|$", page, re.M)
    }
    assert told == {name: set(options) for name, options in PLATFORMS.items()}
    explained = set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", page, re.M))
    assert explained == set().union(*PLATFORMS.values())


def test_every_platform_of_the_design_has_a_registered_board() -> None:
    used = {way.platform for source in load_watch(find_watch("cps-sro")).sources for way in source.ways()}
    assert used >= set(PLATFORMS) - LISTS_OF_OUTLETS


LISTS_OF_OUTLETS = {"listing", "urls"}  # of an outlet that has no feed; whether one is watched is the watch's


def tables() -> str:
    """Return docs/tables.md as the published schema and its descriptions have it."""
    told = yaml.safe_load((ROOT / "db" / "desk" / "metadata.yaml").read_text(encoding="utf-8"))
    parts = [TABLES]
    with tempfile.TemporaryDirectory() as folder:
        published = Path(folder) / "published.db"
        publish.build(
            open_database(Path(folder) / "working.db"), published, load_watch(find_watch("cps-sro"))
        )
        connection = sqlite3.connect(published)
        for name, table in told["tables"].items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info([{name}])")]
            meanings = {**told["common"], **table.get("columns", {})}
            rows = [f"| `{key}` | {meanings[key]} |" for key in columns]
            head = ["| column | what it is |", "|---|---|"]
            parts.append("\n".join([f"## {name}", "", table["description"], "", *head, *rows, ""]))
        connection.close()
    questions = [f"- `{name}`: {query['description']}" for name, query in told["queries"].items()]
    return "\n".join([*parts, "## Ready questions", "", *questions, ""])


TABLES = """# Tables

What the published database (`published.db`) holds: the site's tables, and what an SQL query can use. It has
no full article texts; those are in the working database (`hallwatch.db`), which is private.
"""


def test_the_tables_page_is_what_is_published() -> None:
    page = DOCS / "tables.md"
    if os.environ.get("HALLWATCH_WRITE_DOCS"):
        page.write_text(tables(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == tables(), "write it anew: see this file's head"


def test_every_setting_from_the_environment_is_documented() -> None:
    code = [ROOT / "cli.py", *(path for name in ("db", "crawler") for path in (ROOT / name).rglob("*.py"))]
    asked = re.compile(r"""(?:environ\.get\(|envvar=)\s*"(\w+)""")
    read = {name for path in code for name in asked.findall(path.read_text(encoding="utf-8"))}
    assert read >= {"HALLWATCH_WATCH", "HALLWATCH_DATA", "HALLWATCH_CONTACT", "SOURCE_DATE_EPOCH"}
    pages = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("settings.md", "scheduling.md"))
    assert [name for name in sorted(read) if name not in pages] == []


def test_every_setting_of_the_pipeline_is_documented() -> None:
    config = yaml.safe_load((ROOT / "nlp" / "config.yaml").read_text(encoding="utf-8"))
    keys = {*config, *(key for component in config["components"] for key in component)}
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_the_limits_told_are_those_in_force() -> None:
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    limits = CrawlOptions()
    for told in (
        f"| a source | {limits.deadline / 60:g} minutes, {limits.flood:,} requests, ",
        f" requests, {limits.memory // 1024} GiB of memory",
        f"| an answer | {limits.max_size} MiB, {limits.timeout:g} s |",
        f"| a page's parser | {limits.parse_seconds:g} s |",
        f"| a PDF | {extract.MAX_BYTES >> 20} MiB, {read_text.MAX_PAGES:,} pages, {extract.MAX_SECONDS} s ",
        f" processor time, {extract.MEMORY >> 30} GiB of memory, in a process of its own |",
        f"| scanned pages | {scans.MAX_PAGES} of a file, {scans.MAX_SECONDS} s and ",
        f" s and {scans.MEMORY / 2**30:g} GiB for all of them",
        f"| sources at once | {limits.jobs} |",
        f"| {scrapy_settings.CONCURRENT_REQUESTS_PER_DOMAIN}, at least ",
        f", at least {scrapy_settings.DOWNLOAD_DELAY} s apart",
        f"(`Crawl-delay` up to {scrapy_settings.HALLWATCH_DELAY_CAP:g} s)",
        f"honoured up to {scrapy_settings.HALLWATCH_RETRY_CAP:g} s",
    ):
        assert told in page, told

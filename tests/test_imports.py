"""Imports go one way: cli -> crawler, nlp, db; crawler -> db; nlp -> db."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = {"crawler", "nlp", "db", "cli", "tests"}
ALLOWED = {
    "db": {"db"},
    "crawler": {"crawler", "db"},
    "nlp": {"nlp", "db"},
    "cli": {"crawler", "nlp", "db", "cli", "tests"},  # the demo runs the replica web that the tests use
    "tests/replica": {"tests", "db"},
}
TEST_TOOLS = {"pytest", "hypothesis", "playwright"}


def modules() -> list[tuple[str, Path]]:
    found = [("cli", ROOT / "cli.py")]
    for package in ("db", "crawler", "nlp", "tests/replica"):
        found += [(package, path) for path in sorted((ROOT / package).rglob("*.py"))]
    return found


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import; say where it comes from"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize(("package", "path"), modules(), ids=lambda value: getattr(value, "name", value))
def test_a_module_imports_only_what_its_package_may(package: str, path: Path) -> None:
    names = imported(path)
    assert names & OURS <= ALLOWED[package]
    assert not names & TEST_TOOLS, "the program runs without the test tools"


def test_files_and_folders_keep_their_size() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for _, path in modules()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long

"""YAML as data together with the line on which each key and list entry stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Where = tuple[Any, ...]


@dataclass
class Placed:
    """A file's data and its places; `lines` is by path of keys and indexes, () being the whole."""

    path: Path
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    def at(self, where: Where, text: str) -> str:
        """Return a mistake as told to a person: file, line, key, what is wrong.

        Where the place itself has no line (a key that is missing), the nearest thing around it has.
        """
        line = next(
            (self.lines[where[:size]] for size in range(len(where), -1, -1) if where[:size] in self.lines), 1
        )
        key = ".".join(str(part) for part in where if not isinstance(part, int))
        return f"{self.path}:{line}: {key or 'entry'}: {text}"


def read_placed(path: Path) -> Placed:
    """Read a YAML file. What keeps it from being read stands in `mistakes`; a key written twice does too."""
    placed = Placed(path)
    try:
        text = path.read_text(encoding="utf-8")
        placed.data = yaml.safe_load(text)
    except FileNotFoundError:
        placed.mistakes.append(f"{path}: missing; a watch needs it")
    except OSError as error:
        placed.mistakes.append(f"{path}: cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        placed.mistakes.append(f"{path}: not UTF-8 text (byte {error.start})")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        placed.mistakes.append(f"{path}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}")
    except (yaml.YAMLError, ValueError) as error:  # a control character; a date that is none
        placed.mistakes.append(f"{path}: not YAML: {str(error).splitlines()[0]}")
    else:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is not None:
            _walk(root, (), placed, set())
    return placed


def _walk(node: yaml.Node, where: Where, placed: Placed, around: set[int]) -> None:
    placed.lines.setdefault(where, node.start_mark.line + 1)
    if id(node) in around:  # an alias to something that holds it
        return
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            placed.lines.setdefault((*where, name), key.start_mark.line + 1)
            if name in seen and name != "<<":
                placed.mistakes.append(
                    f"{placed.path}:{key.start_mark.line + 1}: {name}: written twice; keep one"
                )
            seen.add(name)
            _walk(value, (*where, name), placed, around | {id(node)})
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*where, index), placed, around | {id(node)})

"""A YAML file as plain values, with the line of each of them.

YAML 1.2 (yes, no, on and off are words, a date is text), one mapping, no key twice in it, neither
anchors nor tags.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from stages.traces.registry.problem import Path

Scalar = str | int | float | bool | None

_TAG = "tag:yaml.org,2002:"
_DIGITS = "0123456789"
_RESOLVERS = {
    "null": (re.compile(r"^(~|null|Null|NULL|)$"), "~nN\0"),
    "bool": (re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), "tTfF"),
    "int": (re.compile(r"^[-+]?[0-9]+$"), "-+" + _DIGITS),
    "float": (
        re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
        "-+." + _DIGITS,
    ),
}


class _Loader(yaml.CSafeLoader):
    """Resolves plain scalars by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for _name, (_pattern, _first) in _RESOLVERS.items():
    _Loader.add_implicit_resolver(_TAG + _name, _pattern, ["" if c == "\0" else c for c in _first])


@dataclass
class Source:
    """What a file holds."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    """Line, from 1, of each key and each item; the value as a whole is at ()."""

    problems: list[tuple[int, str]] = field(default_factory=list)
    """Line, and what is wrong with the YAML there."""

    def line(self, path: Path) -> int:
        """The line of the innermost place on the path that the file has."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str) -> Source:
    """Read YAML; what is wrong with it is in `problems`."""
    source = Source()
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.problems.append((mark.line + 1 if mark else 1, f"not valid YAML: {error.problem}"))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        source.problems.append((line, f"not valid YAML: {error.reason}"))
    else:
        source.value = _Builder(source).build(node, ()) if node else None
    return source


class _Builder:
    """Turns nodes into values, and notes their lines."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.met: set[int] = set()

    def build(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.source.lines.setdefault(path, line)
        if id(node) in self.met:
            self.source.problems.append((line, "an alias; write the value out"))
            return None
        self.met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for key_node, item in node.value:
            line = key_node.start_mark.line + 1
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self.source.problems.append((line, "a key is no plain word"))
            elif key in value:
                first = self.source.lines[(*path, key)]
                self.source.problems.append((line, f"key {key!r} is there twice, see line {first}"))
            else:
                self.source.lines[(*path, key)] = line
                value[key] = self.build(item, (*path, key))
        return value

    def _scalar(self, node: yaml.Node) -> Scalar:
        text = str(node.value)
        match node.tag.removeprefix(_TAG):
            case "str":
                return text
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int":
                return int(text)
            case "float":
                return float(text)
        line = node.start_mark.line + 1
        self.source.problems.append((line, f"tag {node.tag!r}; write the plain value"))
        return None

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from stages.configs.manifest import parse_manifest
from stages.configs.parsed import Path
from tests.stages.configs.yaml_texts import OBJECTS, RANDOMS, written

TEXT = """\
# a comment
---
apiVersion: v1
kind: Pod
spec:
  containers:   # two
  # the first
  - name: a
    image: >-
      b
    env:
      -
        name: c
      - {name: d,
         value: e}
  - image: f
  volumes:
---
# nothing
---
apiVersion: v1
kind: Pod
metadata: &meta
  labels: {a: b}
other:
  <<: *meta
  name: x
third: *meta
"""
SPEC: Path = ("documents", 0, "spec")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("documents",), 1),
        (("documents", 9), 1),
        (("blocks", 0), 1),
        (("documents", 0), 3),
        (("documents", 0, "kind"), 4),
        (SPEC, 5),
        ((*SPEC, "containers"), 6),
        ((*SPEC, "containers", 0), 8),
        ((*SPEC, "containers", 0, "name"), 8),
        ((*SPEC, "containers", 0, "image"), 9),
        ((*SPEC, "containers", 0, "env", 0), 12),
        ((*SPEC, "containers", 0, "env", 0, "name"), 13),
        ((*SPEC, "containers", 0, "env", 1), 14),
        ((*SPEC, "containers", 0, "env", 1, "value"), 15),
        ((*SPEC, "containers", 0, "securityContext", "privileged"), 8),
        ((*SPEC, "containers", 1, "env", 0), 16),
        ((*SPEC, "containers", 7, "image"), 6),
        ((*SPEC, "containers", "name"), 6),
        ((*SPEC, "volumes", 0), 17),
        ((*SPEC, 0), 5),
        (("documents", 1, "x"), 18),
        (("documents", 2, "metadata", "labels", "a"), 24),
        (("documents", 2, "other", "labels", "a"), 26),
        (("documents", 2, "other", "name"), 27),
        (("documents", 2, "other", "missing"), 25),
        (("documents", 2, "third", "labels", "a"), 28),
    ],
)
def test_line_of_the_deepest_part(path: Path, line: int) -> None:
    assert parse_manifest(TEXT).line(path) == line
    assert parse_manifest(TEXT.replace("\n", "\r\n")).line(path) == line
    assert parse_manifest("\ufeff" + TEXT).line(path) == line


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (0, ()),
        (1, ()),
        (2, ("documents", 0)),
        (3, ("documents", 0)),
        (4, ("documents", 0, "kind")),
        (6, (*SPEC, "containers")),
        (7, (*SPEC, "containers")),
        (8, (*SPEC, "containers", 0)),
        (9, (*SPEC, "containers", 0, "image")),
        (10, (*SPEC, "containers", 0, "image")),
        (12, (*SPEC, "containers", 0, "env", 0)),
        (13, (*SPEC, "containers", 0, "env", 0, "name")),
        (15, (*SPEC, "containers", 0, "env", 1, "value")),
        (16, (*SPEC, "containers", 1)),
        (17, (*SPEC, "volumes")),
        (18, ("documents", 1)),
        (19, ("documents", 1)),
        (26, ("documents", 2, "other")),
        (27, ("documents", 2, "other", "name")),
        (28, ("documents", 2, "third")),
        (99, ("documents", 2)),
    ],
)
def test_part_at_a_line(line: int, path: Path) -> None:
    assert parse_manifest(TEXT).at(line) == path


def test_only_line_feeds_end_lines() -> None:
    parsed = parse_manifest("apiVersion: v1\x85kind: Pod\u2028a: 'b\u2029 c'\rd: e\nf: g\n")
    assert parsed.line(("documents", 0, "d")) == 1
    assert parsed.line(("documents", 0, "f")) == 2


def paths(value: Any, path: Path) -> Iterator[Path]:
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in entries:
        if isinstance(part, dict | list):
            yield from paths(part, (*path, step))
        else:
            yield (*path, step)


@given(OBJECTS, RANDOMS)
def test_lines_and_parts_agree(value: dict[str, Any], random: Any) -> None:
    text = written(value, random)
    parsed, lines = parse_manifest(text), text.split("\n")
    for path in paths(value, ("documents", 0)):
        line = parsed.line(path)
        outermost = parsed.at(line)
        assert parsed.line(outermost) == line
        assert path[: len(outermost) - 1] == outermost[:-1]
        keys = str(path[-1]), json.dumps(path[-1])[1:-1]
        assert isinstance(path[-1], int) or any(key in lines[line - 1] for key in keys)

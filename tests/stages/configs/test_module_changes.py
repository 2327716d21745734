"""Any change, in any style, does what it says and nothing else."""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stages.configs.module import parse_module
from stages.configs.parsed import Append, Op, Path, Remove, Set
from tests.stages.configs.hcl_texts import BODIES, RANDOMS, VALUES, is_block, written

BODY: Path = ("blocks", 1, "body")
COMMENT = re.compile(r"# c|// c|/\* c|# above")
Case = tuple[dict[str, Any], Op, dict[str, Any]]


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """All parts of a body with their paths."""
    yield path, value
    entries: Any = ()
    if isinstance(value, list):
        entries = enumerate(value)
    elif isinstance(value, dict) and "__expr__" not in value:
        entries = value.items()
    for step, part in entries:
        yield from parts(part, (*path, step))


def changes(path: Path, part: Any, new: Any) -> Iterator[tuple[Op, Any]]:
    """What can be done at a part, and what it is then; ... if it is gone."""
    place = (*BODY, *path)
    blocks, block = _blocks(path), not path or _blocks(path[:-1])
    if path and not (blocks and len(part) > 1):
        yield Remove(place), ...
    if not blocks and not block:
        yield Set(place, new), new
    if isinstance(part, dict) and "__expr__" not in part:
        yield Set((*place, "new"), new), {**part, "new": new}
        yield Set((*place, "new", 0, "b"), new), {**part, "new": [{"b": new}]}
        yield Append((*place, "new"), {"b": new}), {**part, "new": [{"b": new}]}
    if isinstance(part, list):
        yield Append(place, {"b": new}), [*part, {"b": new}]
        yield Set((*place, len(part), "b"), new), [*part, {"b": new}]


def _blocks(path: Path) -> bool:
    """Whether a path leads to the nested blocks of one type."""
    return any(isinstance(step, str) and is_block(step) for step in path[-1:])


def changed(value: Any, path: Path, result: Any) -> Any:
    """The body with another part; ... stands for none, and leaves no list of blocks empty."""
    if not path:
        return result
    inner = changed(value[path[0]], path[1:], result)
    gone = inner is ... or (inner == [] and _blocks(path[:1]))
    if isinstance(value, list):
        return [*value[: path[0]], *([] if gone else [inner]), *value[path[0] + 1 :]]
    return {
        name: part
        for name, part in {**value, path[0]: inner}.items()
        if not (gone and name == path[0])
    }


NEW = VALUES.filter(
    lambda value: (
        not (isinstance(value, list) and value and all(isinstance(each, dict) for each in value))
    )
)
"""No lists of objects, which in bodies become blocks."""


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A body, a change, and the body after it."""
    value = draw(BODIES)
    path, part = draw(st.sampled_from(list(parts(value))))
    op, result = draw(st.sampled_from(list(changes(path, part, draw(NEW)))))
    return value, op, changed(value, path, result)


@given(cases(), RANDOMS)
def test_the_value_changes_as_told(case: Case, random: Random) -> None:
    value, op, after = case
    before = parse_module(written(value, random))
    assert before.value["blocks"][1]["body"] == value
    blocks = parse_module(before.apply(op)).value["blocks"]
    assert json.dumps(blocks[1]["body"], sort_keys=True) == json.dumps(after, sort_keys=True)
    assert [block["type"] for block in blocks] == ["other", "a", "other"]


@given(cases(), RANDOMS)
def test_other_lines_stay(case: Case, random: Random) -> None:
    value, op, _ = case
    there = op.path in [(*BODY, *path) for path, _ in parts(value)]
    before = parse_module(written(value, random).replace("\n", random.choice(["\n", "\r\n"])))
    old, new = before.text, before.apply(op)
    # An empty line above may go with a part.
    above = before.line(op.path[:-1]) - 1 - isinstance(op, Remove)
    assert new.split("\n")[:above] == old.split("\n")[:above]
    assert new.endswith(old[old.rindex("other") :])
    assert new.count("\n") == new.count("\r\n") or "\r" not in old
    if not there or isinstance(op, Append):
        assert len(COMMENT.findall(new)) >= len(COMMENT.findall(old))

"""Any change, in any style, does what it says and nothing else."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stages.configs.manifest import parse_manifest
from stages.configs.parsed import Append, Op, Path, Remove, Set
from tests.stages.configs.yaml_texts import OBJECTS, RANDOMS, VALUES, written


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """All parts of an object with their paths, but for those that make it one."""
    yield path, value
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in entries:
        if path or step not in ("apiVersion", "kind"):
            here = (*path, step)
            yield from parts(part, here) if isinstance(part, dict | list) else [(here, part)]


def changes(path: Path, part: Any, new: Any) -> list[tuple[Op, Any]]:
    """What can be done at a part, and what it is then; ... if it is gone."""
    place = ("documents", 0, *path)
    found: list[tuple[Op, Any]] = [(Set(place, new), new), (Remove(place), ...)] if path else []
    if isinstance(part, dict):
        found.append((Set((*place, "new key"), new), {**part, "new key": new}))
    if isinstance(part, dict) or (part is None and path):
        deep = {**(part or {}), "new": {"a": [{"b": new}]}}
        found.append((Set((*place, "new", "a", 0, "b"), new), deep))
    if isinstance(part, list) or (part is None and path):
        found.append((Append(place, new), [*(part or []), new]))
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], Op, dict[str, Any]]:
    """An object, a change, and the object after it."""
    value = draw(OBJECTS)
    path, part = draw(st.sampled_from(list(parts(value))))
    op, result = draw(st.sampled_from(changes(path, part, draw(VALUES))))
    after = copy.deepcopy(value)
    holder: Any = after
    for step in path[:-1]:
        holder = holder[step]
    if result is ...:
        del holder[path[-1]]
    elif path:
        holder[path[-1]] = result
    return value, op, after if path else result


@given(cases(), RANDOMS)
def test_the_value_changes_as_told(
    case: tuple[dict[str, Any], Op, dict[str, Any]], random: Any
) -> None:
    value, op, after = case
    before = parse_manifest(written(value, random))
    text = before.apply(op)
    (result,) = parse_manifest(text).value["documents"]
    assert json.dumps(result, sort_keys=True) == json.dumps(after, sort_keys=True)


@given(cases(), RANDOMS)
def test_the_text_around_stays(
    case: tuple[dict[str, Any], Op, dict[str, Any]], random: Any
) -> None:
    _, op, _ = case
    before = parse_manifest(written(case[0], random))
    old, new = before.text, before.apply(op)
    first = before.line(op.path[:-1])
    assert new.split("\n")[: first - 1] == old.split("\n")[: first - 1]
    if isinstance(op, Set) and op.path[-1] == "new key" and _filled(case[0], op.path[2:-1]):
        same = (index for index, char in enumerate(old) if not new.startswith(char, index))
        assert new.endswith(old[next(same, len(old)) :])


def _filled(value: Any, path: Path) -> bool:
    for step in path:
        value = value[step]
    return bool(value)

"""Several changes in one text don't get into each other's way."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.configs.manifest import parse_manifest
from stages.configs.module import parse_module
from stages.configs.parsed import Append, Op, Remove, Set, Unfixable
from stages.configs.patching.changing import changed
from stages.configs.patching.issue import Issue

HEAD = "apiVersion: v1\nkind: List\nnames:\n"
NAMES = ("documents", 0, "names")


def names(text: str) -> list[str]:
    """The items of the list in a manifest."""
    return re.findall(r"- (\w+)", text)


def edited(count: int, *issues: Sequence[Op]) -> list[str]:
    """The names n0, n1, ... after the changes of some issues."""
    items = "".join(f"- n{number}\n" for number in range(count))
    proposed = [Issue("fix", tuple(ops), ()) for ops in issues]
    return names(changed(parse_manifest(HEAD + items), proposed, parse_manifest).text)


def test_removals_come_last() -> None:
    ops = [Remove((*NAMES, 0)), Set((*NAMES, 2), "new"), Append(NAMES, "more")]
    assert edited(3, ops) == ["n1", "new", "more"]


def test_removals_go_from_the_end_across_issues() -> None:
    assert edited(5, [Remove((*NAMES, 0))], [Remove((*NAMES, 4)), Remove((*NAMES, 2))]) == [
        "n1", "n3",
    ]  # fmt: skip


def test_items_are_numbered_and_not_spelled() -> None:
    assert "n9" not in edited(12, [Remove((*NAMES, 9))], [Remove((*NAMES, 10))])


def test_a_part_goes_before_what_holds_it() -> None:
    text = HEAD + "- n0\n- {name: n1, port: 80}\n- n2\n"
    ops = (Remove((*NAMES, 1)), Remove((*NAMES, 1, "port")))
    after = changed(parse_manifest(text), [Issue("fix", ops, ())], parse_manifest)
    assert names(after.text) == ["n0", "n2"]


def test_equal_changes_are_made_once() -> None:
    twice = [Append(NAMES, {"a": [1]})], [Append(NAMES, {"a": [1]}), Remove((*NAMES, 0))]
    after = changed(
        parse_manifest(HEAD + "- n0\n"), [Issue("fix", tuple(ops), ()) for ops in twice],
        parse_manifest,
    )  # fmt: skip
    assert after.value["documents"][0]["names"] == [{"a": [1]}]


def test_changes_that_only_look_equal_in_python_are_two() -> None:
    after = edited(1, [Append(NAMES, 1)], [Append(NAMES, True)])
    assert after == ["n0", "1", "true"]


def test_terraform() -> None:
    rules = "".join(f"  ingress {{\n    port = {port}\n  }}\n" for port in (22, 80, 443))
    text = f'resource "aws_security_group" "web" {{\n{rules}}}\n'
    ingress = ("blocks", 0, "body", "ingress")
    issues = [
        Issue("fix", (op,), ())
        for op in (Remove((*ingress, 0)), Set((*ingress, 1, "port"), 8080), Remove((*ingress, 2)))
    ]
    after = changed(parse_module(text), issues, parse_module)
    assert after.value["blocks"][0]["body"] == {"ingress": [{"port": 8080}]}


def test_a_change_that_can_not_be_made() -> None:
    with pytest.raises(Unfixable):
        edited(2, [Remove((*NAMES, 0))], [Remove((*NAMES, 7))])


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 12), st.data())
def test_any_removals_in_any_order(count: int, data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.integers(0, count - 1), unique=True, max_size=count - 1))
    expected = [f"n{number}" for number in range(count) if number not in gone]
    assert edited(count, *([Remove((*NAMES, number))] for number in gone)) == expected

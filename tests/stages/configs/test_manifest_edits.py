"""Changes in texts of odd styles, before and after."""

from typing import Any

import pytest

from stages.configs.manifest import parse_manifest
from stages.configs.parsed import Append, Op, Path, Remove, Set, Unfixable

HEAD = "apiVersion: v1\nkind: Pod\n"


def put(*path: Any, to: Any) -> Op:
    return Set(("documents", 0, *path), to)


def drop(*path: Any) -> Op:
    return Remove(("documents", 0, *path))


def add(*path: Any, to: Any) -> Op:
    return Append(("documents", 0, *path), to)


SETS = [
    # Scalars in all styles keep their place, their quotes and what is around them.
    ("a: true # b\n", put("a", to=False), "a: false # b\n"),
    ("a:   1\t# b\n", put("a", to=2), "a:   2\t# b\n"),
    ("a: 'it''s'\n", put("a", to="isn't"), "a: 'isn''t'\n"),
    ('a: "true" # b\n', put("a", to="x"), 'a: "x" # b\n'),
    ('a: "true" # b\n', put("a", to=True), "a: true # b\n"),
    ("a: x\n", put("a", to="true"), 'a: "true"\n'),
    ("a: x\n", put("a", to="nginx:1.2"), "a: nginx:1.2\n"),
    ("a: x\n", put("a", to="b: c"), 'a: "b: c"\n'),
    ("a: x\n  y\n  z # b\nc: 1\n", put("a", to="w"), "a: w # b\nc: 1\n"),
    ('a: "x\n  y"\nc: 1\n', put("a", to="w"), 'a: "w"\nc: 1\n'),
    ("a:\n  x\nc: 1\n", put("a", to="w"), "a: w\nc: 1\n"),
    ("a: |\n  x\n\n  y\n\n# b\nc: 1\n", put("a", to="w"), "a: w\n\n# b\nc: 1\n"),
    ("a: >-\n  x\nc: 1\n", put("a", to=None), "a: null\nc: 1\n"),
    ("a: &x y\nb: 1\n", put("a", to="w"), "a: w\nb: 1\n"),
    ("a: &x y\nb: *x\n", put("b", to="w"), "a: &x y\nb: w\n"),
    # What is empty.
    ("a: # b\nc: 1\n", put("a", to=0), "a: 0 # b\nc: 1\n"),
    ("a:\n", put("a", "b", to=0), "a:\n  b: 0\n"),
    ("a: ~ # b\n", put("a", "b", to=0), "a: # b\n  b: 0\n"),
    ("a: {} # b\n", put("a", "b", to=0), "a: # b\n  b: 0\n"),
    ("a: []\n", add("a", to="b"), "a:\n- b\n"),
    ("a:\n", add("a", to={"b": 1, "c": 2}), "a:\n- b: 1\n  c: 2\n"),
    ("a:\n-\n- 1\n", put("a", 0, to="b"), "a:\n- b\n- 1\n"),
    ("a:\n- # c\n", put("a", 0, "b", to=1), "a:\n- b: 1 # c\n"),
    # Collections.
    ("a: {b: 1, c: 2}\n", put("a", "b", to=3), "a: {b: 3, c: 2}\n"),
    ("a: {b: 1} # c\n", put("a", to="d"), "a: d # c\n"),
    ("a: # c\n  b: 1\n  # d\n  e: 2 # f\ng: 3\n", put("a", to="h"), "a: h # c\ng: 3\n"),
    ("a:\n- b\n- c\nd: 1\n", put("a", to=[]), "a: []\nd: 1\n"),
    ("a: b # c\n", put("a", to={"d": [1, {}]}), "a: # c\n  d:\n  - 1\n  - {}\n"),
    ("a: [b]\n", put("a", to=["c", "d"]), "a: [c, d]\n"),
    ('a: ["b"]\n', put("a", to=["c"]), 'a: ["c"]\n'),
    ("a:\n- b: 1\n  c: 2\n- d\n", put("a", 0, to="e"), "a:\n- e\n- d\n"),
    ("a:\n- b\n- c # d\n", put("a", 1, to={"e": 1, "f": 2}), "a:\n- b\n- e: 1 # d\n  f: 2\n"),
]

INSERTS = [
    ("a: 1\n", put("b", to=2), "a: 1\nb: 2\n"),
    ("a: 1 # c", put("b", to=2), "a: 1 # c\nb: 2"),
    (
        "a:\n    b: 1\nc: 2\n",
        put("a", "d", to={"e": 1}),
        "a:\n    b: 1\n    d:\n        e: 1\nc: 2\n",
    ),
    ("a:\n  b: 1\n\n# of c\nc: 2\n", put("a", "d", to=1), "a:\n  b: 1\n  d: 1\n\n# of c\nc: 2\n"),
    ("a:\n  b: |\n    x\n\nc: 2\n", put("a", "d", to=1), "a:\n  b: |\n    x\n  d: 1\n\nc: 2\n"),
    ("a:\n  b: |+\n    x\n\nc: 2\n", put("a", "d", to=1), "a:\n  b: |+\n    x\n\n  d: 1\nc: 2\n"),
    ("a:\n  b:\nc: 2\n", put("a", "d", to=1), "a:\n  b:\n  d: 1\nc: 2\n"),
    ("a:\n- b: 1\n- c: 2\n", put("a", 0, "d", to=1), "a:\n- b: 1\n  d: 1\n- c: 2\n"),
    ("a:\n-   b: 1\n", put("a", 0, "d", "e", to=1), "a:\n-   b: 1\n    d:\n      e: 1\n"),
    ("a:\n  -\n    b: 1\n", put("a", 0, "c", to=2), "a:\n  -\n    b: 1\n    c: 2\n"),
    ("a: 1\n---\nb: 1\n", put("c", to=1), "a: 1\nc: 1\n---\nb: 1\n"),
    ("a: 1\n...\n# end\n", put("c", to=1), "a: 1\nc: 1\n...\n# end\n"),
    ("a: 1\n", put("b", "c", 0, "d", to="e"), "a: 1\nb:\n  c:\n  - d: e\n"),
    ("a:\n  - 1\n", put("b", "c", to=[1]), "a:\n  - 1\nb:\n  c:\n    - 1\n"),
    ("a: 1\n", put("b c", to=1), "a: 1\nb c: 1\n"),
    ("a: 1\n", put("on", to=1), 'a: 1\n"on": 1\n'),
    # Lists in both indentations.
    ("a:\n- b\nc: 1\n", add("a", to="d"), "a:\n- b\n- d\nc: 1\n"),
    ("a:\n  - b # x\n  # y\nc: 1\n", add("a", to="d"), "a:\n  - b # x\n  - d\n  # y\nc: 1\n"),
    ("a:\n-   b: 1\n", add("a", to={"c": 1, "d": 2}), "a:\n-   b: 1\n-   c: 1\n    d: 2\n"),
    ("a:\n-\n", add("a", to={"c": 1, "d": 2}), "a:\n-\n- c: 1\n  d: 2\n"),
    ("a:\n-\n    b: 1\n", add("a", to={"c": 1, "d": 2}), "a:\n-\n    b: 1\n- c: 1\n  d: 2\n"),
    ("a:\n- - b\n", add("a", 0, to="c"), "a:\n- - b\n  - c\n"),
    ("a:\n- b\n", put("a", 1, to="c"), "a:\n- b\n- c\n"),
    ("a:\n- b\n", put("a", 1, "c", 0, to="d"), "a:\n- b\n- c:\n  - d\n"),
    ("a: 1\n", add("b", to="c"), "a: 1\nb:\n- c\n"),
    # In brackets.
    ("a: {b: 1}\n", put("a", "c", to={"d": ["x:y", "z"]}), 'a: {b: 1, c: {d: ["x:y", z]}}\n'),
    ("a: {b: 1,}\n", put("a", "c", to=2), "a: {b: 1, c: 2,}\n"),
    ("a: {b: {}}\n", put("a", "b", "c", to=2), "a: {b: {c: 2}}\n"),
    ("a: {b, c: }\n", put("a", "b", to=2), "a: {b: 2, c: }\n"),
    ("a: {b, c: }\n", put("a", "c", to=2), "a: {b, c: 2}\n"),
    ('a: {"b":}\n', put("a", "b", to="c"), 'a: {"b": "c"}\n'),
    ('a: {\n  "b": 1 # x\n}\n', put("a", "c", to="d"), 'a: {\n  "b": 1,\n  "c": "d" # x\n}\n'),
    ("a: [\n  b,\n  c\n]\n", add("a", to="d"), "a: [\n  b,\n  c,\n  d\n]\n"),
    ("a: [b]\n", add("a", to={"c": 1}), "a: [b, {c: 1}]\n"),
    ("a: {b: []}\n", add("a", "b", to="c"), "a: {b: [c]}\n"),
]

REMOVALS = [
    ("a: 1 # x\nb: 2\n", drop("a"), "b: 2\n"),
    ("a: 1\nb: 2", drop("b"), "a: 1"),
    ("a:\n  b: 1\n    # inner\n\n  # inner, too\n# of c\nc: 2\n", drop("a"), "# of c\nc: 2\n"),
    ("# of a\na: 1\nb: 2\n", drop("a"), "# of a\nb: 2\n"),
    ("a: |\n  x\nb:\n  c: 1\n  # of c\nd: 2\n", drop("b"), "a: |\n  x\nd: 2\n"),
    ("a:\n- b: 1\n  c: 2\n- d\n", drop("a", 0, "b"), "a:\n- c: 2\n- d\n"),
    ("a:\n- b: 1 # x\n  # y\n\n  c: 2\n", drop("a", 0, "b"), "a:\n- # y\n\n  c: 2\n"),
    ("a:\n- b: 1\n  c: 2\n- d\n", drop("a", 0, "c"), "a:\n- b: 1\n- d\n"),
    ("a:\n- b\n# x\n- c\n", drop("a", 0), "a:\n# x\n- c\n"),
    ("a:\n- b\n- c\nd: 1\n", drop("a", 1), "a:\n- b\nd: 1\n"),
    ("a:\n- - b\n  - c\n", drop("a", 0, 0), "a:\n- - c\n"),
    # The last entry leaves an empty collection.
    ("a: # x\n  b: 1 # y\nc: 2\n", drop("a", "b"), "a: {} # x\nc: 2\n"),
    ("a:\n- b\n", drop("a", 0), "a: []\n"),
    ("a:\n- b: 1\n- c\n", drop("a", 0, "b"), "a:\n- {}\n- c\n"),
    # In brackets.
    ("a: {b: 1, c: 2, d: 3}\n", drop("a", "b"), "a: {c: 2, d: 3}\n"),
    ("a: {b: 1, c: 2, d: 3}\n", drop("a", "c"), "a: {b: 1, d: 3}\n"),
    ("a: {b: 1, c: 2, d: 3,}\n", drop("a", "d"), "a: {b: 1, c: 2,}\n"),
    ("a: [b]\n", drop("a", 0), "a: []\n"),
    ('a: {\n  "b": 1,\n  "c": 2\n}\n', drop("a", "c"), 'a: {\n  "b": 1\n}\n'),
    ('a: {\n  "b": 1,\n  "c": 2\n}\n', drop("a", "b"), 'a: {\n  "c": 2\n}\n'),
]


@pytest.mark.parametrize(("before", "op", "after"), SETS + INSERTS + REMOVALS)
def test_changes(before: str, op: Op, after: str) -> None:
    assert parse_manifest(HEAD + before).apply(op) == HEAD + after


@pytest.mark.parametrize(("before", "op", "after"), SETS + INSERTS + REMOVALS)
def test_changes_with_carriage_returns(before: str, op: Op, after: str) -> None:
    before, after = ((HEAD + text).replace("\n", "\r\n") for text in (before, after))
    assert parse_manifest(before).apply(op) == after


@pytest.mark.parametrize(("before", "op", "after"), SETS + INSERTS + REMOVALS)
def test_changes_in_the_second_document(before: str, op: Op, after: str) -> None:
    moved = type(op)(**{**vars_of(op), "path": ("documents", 1, *op.path[2:])})
    before, after = (f"\ufeff# x\n{HEAD}---\n{HEAD}{text}" for text in (before, after))
    assert parse_manifest(before).apply(moved) == after


def vars_of(op: Op) -> dict[str, Any]:
    return {} if isinstance(op, Remove) else {"value": op.value}


def test_a_json_file_stays_json() -> None:
    text = '{"apiVersion": "v1", "kind": "Pod",\n "spec": {}}'
    after = parse_manifest(text).apply(put("spec", "a", "b", to=["c"]))
    assert after == '{"apiVersion": "v1", "kind": "Pod",\n "spec": {"a": {"b": ["c"]}}}'


@pytest.mark.parametrize(
    ("text", "op", "problem"),
    [
        ("a: &x {b: 1}\nc: *x\n", put("c", "b", to=2), "it comes from an anchor elsewhere"),
        ("a: &x {b: 1}\nc: *x\n", put("c", "d", to=2), "it comes from an anchor elsewhere"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", drop("c", "b"), "it comes from an anchor elsewhere"),
        ("a: &x {b: 1}\nc: *x\n", put("a", "b", to=2), "it would change other parts, too"),
        ("a: &x {b: 1}\nc: *x\n", drop("a"), "it would be not-yaml"),
        ("a: 1\n", drop("apiVersion"), "it would be not-a-manifest"),
        ("a: 1\n", put("a", "b", to=2), "the way to it is something else"),
        ("a: [1]\n", put("a", 2, to=2), "the way to it is something else"),
        ("a: [1]\n", put("a", "b", to=2), "the way to it is something else"),
        ("a: [1]\n", put("b", 1, to=2), "an item behind the end of its list"),
        ("a: {}\n", add("a", to=2), "it is no list"),
        ("a: 1\n", drop("b"), "it is not there"),
        ("a: 1\n", drop(), "a whole document"),
        ("a: 1\n", Set(("documents", 1, "a"), 1), "there is no such document"),
        ("a: 1\n", Set(("documents",), 1), "there is no such document"),
        ("---\n", Set(("documents", 1, "a"), 1), "the way to it is something else"),
        ("? a\n: 1\n", put("a", to=2), "a key with a question mark"),
        ("a: |\n  x", put("b", to=1), "it would change other parts, too"),
    ],
)
def test_what_can_not_be_changed(text: str, op: Op, problem: str) -> None:
    with pytest.raises(Unfixable, match=f"^{problem}$"):
        parse_manifest(HEAD + text).apply(op)


def test_a_list_at_the_very_beginning() -> None:
    text = f"- a\n---\n{HEAD}b:\n-"
    after = parse_manifest(text).apply(Append(("documents", 0), "c"))
    assert after == f"- a\n- c\n---\n{HEAD}b:\n-"


def test_setting_what_is_there_changes_nothing() -> None:
    text = HEAD + 'a: { "b" : [ 1,2 ] }\n'
    assert parse_manifest(text).apply(put("a", "b", to=[1, 2])) == text
    assert parse_manifest(text).apply(put("a", "b", 0, to=True)) == text.replace("1,", "true,")


def test_paths_stay_true_from_change_to_change() -> None:
    text = HEAD + "spec:\n  containers:\n  - name: a\n  - name: b\n"
    container: Path = ("documents", 0, "spec", "containers", 1)
    for op in (
        Set((*container, "securityContext", "privileged"), False),
        Append((*container, "securityContext", "capabilities", "drop"), "ALL"),
        Remove((*container, "name")),
        Remove((*container[:-1], 0)),
    ):
        text = parse_manifest(text).apply(op)
    context = "securityContext:\n      privileged: false\n      capabilities:\n        drop:\n"
    assert text == f"{HEAD}spec:\n  containers:\n  - {context}        - ALL\n"

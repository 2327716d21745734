"""Changes in texts of odd styles, before and after."""

from dataclasses import replace
from typing import Any

import pytest

from stages.configs.module import Expr, parse_module
from stages.configs.parsed import Append, Op, Path, Remove, Set, Unfixable


def put(*path: Any, to: Any) -> Op:
    return Set(("blocks", 0, "body", *path), to)


def drop(*path: Any) -> Op:
    return Remove(("blocks", 0, "body", *path))


def add(*path: Any, to: Any) -> Op:
    return Append(("blocks", 0, "body", *path), to)


def inside(text: str) -> str:
    """The body of a block, indented."""
    return "a {\n" + "".join(f"  {line}\n" if line else "\n" for line in text.split("\n")) + "}\n"


REPLACED = [
    ("b   =\ttrue # c", put("b", to=False), "b   =\tfalse # c"),
    ('b = "c" /* d */', put("b", to='e"\\\n${f}%{g}é'), r'b = "e\"\\\n$${f}%%{g}é" /* d */'),
    ("b = <<-E\n  c\nE\nd = 1", put("b", to="e"), 'b = "e"\nd = 1'),
    ("b = c(1) # d", put("b", to=Expr("var.e[0]")), "b = var.e[0] # d"),
    ("b = 1", put("b", to=-2.5), "b = -2.5"),
    ("b = 1", put("b", to=None), "b = null"),
    ("b = [1]", put("b", to=[]), "b = []"),
    ("b = 1", put("b", to=["c", {"d": [True]}]), 'b = ["c", { d = [true] }]'),
    (
        "b = 1 # c",
        put("b", to={"d": 1, "e f": {"g": Expr("h")}, "long": {}}),
        'b = {\n  d = 1\n  "e f" = {\n    g = h\n  }\n  long = {}\n} # c',
    ),
    ('b = { "c" = 1, d : 2 }', put("b", "d", to="e"), 'b = { "c" = 1, d : "e" }'),
    ("b = [\n  1, # c\n  2\n]", put("b", 1, to=3), "b = [\n  1, # c\n  3\n]"),
    ("b = c({ d = 1 }, 2)", put("b", "__args__", 0, "d", to=3), "b = c({ d = 3 }, 2)"),
    ("b = c(1, d)", put("b", "__args__", 1, to=Expr("e.f")), "b = c(1, e.f)"),
    ("b { c = 1 }", put("b", 0, "c", to=2), "b { c = 2 }"),
    ("b { c = 1 }", put("b", 0, "c", to={"d": 1}), "b { c = { d = 1 } }"),
    ("b {}\nb {\n  c = 1\n}", put("b", 1, "c", to=2), "b {}\nb {\n  c = 2\n}"),
    ('b "c" {}', put("b", 0, "__labels__", 0, to="d"), 'b "d" {}'),
    ("b = { (c) = 1 }", put("b", "(c)", to=2), "b = { (c) = 2 }"),
]

ATTRIBUTES = [
    # In the column of the others, if it fits; below an empty line, if only the name is too long.
    ("bb   = 1 # c\nlong = 2", put("new", to=3), "bb   = 1 # c\nlong = 2\nnew  = 3"),
    ("bb   = 1\nlong = 2", put("longer", to=3), "bb   = 1\nlong = 2\n\nlonger = 3"),
    ("long = 1\n\nb = 2", put("c", to=3), "long = 1\n\nb = 2\nc = 3"),
    ("long = 1\nb = 2", put("ccc", to=3), "long = 1\nb = 2\nccc = 3"),
    ("long=1", put("c", to=3), "long=1\nc   = 3"),
    ("bbbb = {\n  c = 1\n}", put("d", to=2), "bbbb = {\n  c = 1\n}\nd = 2"),
    ("bbbb = 1", put("c", to={"d": 2}), "bbbb = 1\nc = {\n  d = 2\n}"),
    ("text = <<E\nc\nE", put("d", to=2), "text = <<E\nc\nE\nd    = 2"),
    # After the leading attributes, with the comment that belongs to the last.
    ("b = 1 /* c\n*/ # d\n\ne {}", put("f", to=2), "b = 1 /* c\n*/ # d\nf = 2\n\ne {}"),
    ("b = 1\n# of c\nc {}\nd = 1", put("e", to=2), "b = 1\ne = 2\n# of c\nc {}\nd = 1"),
    ("b {}\nc = 1\nd {}", put("e", to=2), "b {}\nc = 1\ne = 2\nd {}"),
    ("b {}", put("c", to=1), "c = 1\n\nb {}"),
    ("# b", put("c", to=1), "c = 1\n# b"),
    ("b {}", put("b", 0, "c", to=1), "b {\n  c = 1\n}"),
    ("b {} # c", put("b", 0, "d", to=1), "b {\n  d = 1\n} # c"),
    ("b { cc = 1 } # d", put("b", 0, "e", to=2), "b {\n  cc = 1\n  e  = 2\n} # d"),
    ("b { # c\n}", put("b", 0, "d", to=1), "b { # c\n  d = 1\n}"),
    ("b { /* c */ }", put("b", 0, "d", to=1), "b {\n  /* c */\n  d = 1\n}"),
]

BLOCKS = [
    ("b = 1", put("c", 0, "d", to=2), "b = 1\n\nc {\n  d = 2\n}"),
    ("b {\n}\n# c", put("d", 0, "e", to=2), "b {\n}\n# c\n\nd {\n  e = 2\n}"),
    ("b = 1", put("c", 0, "d", 0, "e", to=2), "b = 1\n\nc {\n  d {\n    e = 2\n  }\n}"),
    ("b {\n\n}", put("b", 0, "c", 0, "d", to=2), "b {\n  c {\n    d = 2\n  }\n\n}"),
    ("b { c = 1 }", put("b", 0, "d", 0, "e", to=2), "b {\n  c = 1\n\n  d {\n    e = 2\n  }\n}"),
    ("b {\n  c = 1\n}\nd = 2", put("b", 1, "c", to=3), "b {\n  c = 1\n}\n\nb {\n  c = 3\n}\nd = 2"),
    ("b {}\nd {}", add("b", to={"c": 1}), "b {}\n\nb {\n  c = 1\n}\nd {}"),
    (
        "b = 1",
        add("c", to={"__labels__": ["d e"], "long": 1, "f": Expr("g"), "h": [{}, {"i": [2]}]}),
        'b = 1\n\nc "d e" {\n  long = 1\n  f    = g\n\n  h {}\n\n  h {\n    i = [2]\n  }\n}',
    ),
]

ITEMS = [
    ("b = []", add("b", to=1), "b = [1]"),
    ("b = [ ]", add("b", to="c"), 'b = ["c"]'),
    ("b = [1, 2]", add("b", to={"c": 3}), "b = [1, 2, { c = 3 }]"),
    ("b = [1,]", add("b", to=2), "b = [1, 2]"),
    ("b = [1, 2]", put("b", 2, to=3), "b = [1, 2, 3]"),
    ("b = [\n  1, # c\n]", add("b", to=2), "b = [\n  1, # c\n  2,\n]"),
    ("b = [\n  1 # c\n]", add("b", to=2), "b = [\n  1, # c\n  2\n]"),
    ("b = [\n  1\n  , # c\n  # d\n]", add("b", to=2), "b = [\n  1\n  , # c\n  2,\n  # d\n]"),
    ("b = [{\n  c = 1\n}]", add("b", to=2), "b = [{\n  c = 1\n}, 2]"),
    ("b = 1", add("c", to=2), "b = 1\nc = [2]"),
    ("b = {}", put("b", "c", to=1), "b = { c = 1 }"),
    ("b = { c = 1 }", put("b", "d-e", to=[2]), "b = { c = 1, d-e = [2] }"),
    ("b = { c : 1, }", put("b", "d", to=2), "b = { c : 1, d: 2 }"),
    ('b = {"c" = 1}', put("b", "d", to=2), 'b = {"c" = 1, "d" = 2}'),
    ("b = {\n  cc = 1 # d\n}", put("b", "e", to=2), "b = {\n  cc = 1 # d\n  e  = 2\n}"),
    ("b = {\n  cc = 1\n}", put("b", "e f", to=2), 'b = {\n  cc = 1\n\n  "e f" = 2\n}'),
    ("b = {\n  cc = 1,\n}", put("b", "e", to=2), "b = {\n  cc = 1,\n  e  = 2,\n}"),
    ("b = {\n  c = 1,\n  d = 2\n}", put("b", "e", to=3), "b = {\n  c = 1,\n  d = 2,\n  e = 3\n}"),
    (
        'b = {\n  "c": 1\n}',
        put("b", "d", to={"e": 2}),
        'b = {\n  "c": 1\n  "d": {\n    e = 2\n  }\n}',
    ),
    (
        "b = c({\n  d = 1\n})",
        put("b", "__args__", 0, "e", "f", to=2),
        "b = c({\n  d = 1\n  e = {\n    f = 2\n  }\n})",
    ),
]

REMOVED = [
    ("# of b\nb = 1 # b\nc = 2", drop("b"), "# of b\nc = 2"),
    ("b = <<E\nc\nE\nd = 2", drop("b"), "d = 2"),
    ("b = [\n  1,\n] /* c\n*/\nd = 2", drop("b"), "d = 2"),
    ("b = 1\n\nc = 2\n\nd = 3", drop("c"), "b = 1\n\nd = 3"),
    ("b = 1\n\nc = 2\nd = 3", drop("c"), "b = 1\n\nd = 3"),
    ("b = 1\n\nc = 2", drop("c"), "b = 1"),
    ("b = 1\n\nc = 2", drop("b"), "c = 2"),
    ("b { c = 1 }", drop("b", 0, "c"), "b {}"),
    ("b { /* c */ d = 1 }", drop("b", 0, "d"), "b { /* c */}"),
    (f"b {{ c = 1 {'/* d */' * 40} }}", drop("b", 0, "c"), f"b {{{'/* d */' * 40} }}"),
    ("b = 1\n\nc {\n  d = 2\n} # c\n\ne {}", drop("c", 0), "b = 1\n\ne {}"),
    ("b = 1\n\nc {\n  d = 2\n}", drop("c"), "b = 1"),
    ("b {}\n\nb { c = 1 }\nb {}", drop("b", 1), "b {}\n\nb {}"),
    ("b = [1, 2, 3]", drop("b", 0), "b = [2, 3]"),
    ("b = [1, 2, 3]", drop("b", 1), "b = [1, 3]"),
    ("b = [1, 2, 3,]", drop("b", 2), "b = [1, 2,]"),
    ("b = [ 1 ]", drop("b", 0), "b = []"),
    ("b = [1,\n  2]", drop("b", 0), "b = [2]"),
    ("b = [\n  1, # c\n  # d\n  2, # e\n]", drop("b", 0), "b = [\n  # d\n  2, # e\n]"),
    ("b = [\n  1,\n  2 # c\n]", drop("b", 1), "b = [\n  1,\n]"),
    ("b = [\n  1, 2,\n  3,\n]", drop("b", 1), "b = [\n  1,\n  3,\n]"),
    ("b = [\n  1, 2, # c\n  3,\n]", drop("b", 1), "b = [\n  1, # c\n  3,\n]"),
    ("b = { c = 1, d = 2 }", drop("b", "c"), "b = { d = 2 }"),
    ("b = { c = 1 }", drop("b", "c"), "b = {}"),
    ("b = {\n  c = {\n    d = 1\n  } # e\n  f = 2\n}", drop("b", "c"), "b = {\n  f = 2\n}"),
    ("b = c({ d = 1, e = 2 })", drop("b", "__args__", 0, "e"), "b = c({ d = 1 })"),
]

EDITS = REPLACED + ATTRIBUTES + BLOCKS + ITEMS + REMOVED


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["", "crlf"])
@pytest.mark.parametrize(("before", "op", "after"), EDITS)
def test_edits(before: str, op: Op, after: str, newline: str) -> None:
    module = parse_module(inside(before).replace("\n", newline))
    assert module.apply(op).replace(newline, "\n") == inside(after)


@pytest.mark.parametrize(("before", "op", "after"), EDITS)
def test_edits_at_the_end_of_a_larger_file(before: str, op: Op, after: str) -> None:
    head = '\ufeff# é\nvariable "ü" {}\n\n'
    module = parse_module((head + inside(before)).rstrip("\n"))
    there = replace(op, path=("blocks", 1, *op.path[2:]))
    assert module.apply(there) == (head + inside(after)).rstrip("\n")


RESOURCE = {"type": "resource", "labels": ["a_b", "c d"], "body": {"e": 1, "f": [{"g": Expr("h")}]}}
ADDED = """\
resource "a_b" "c d" {
  e = 1

  f {
    g = h
  }
}"""


@pytest.mark.parametrize("end", ["", "\n", "\n# b\n", "\n# b", "\n\n\n"])
def test_a_new_block_at_the_end(end: str) -> None:
    text, spaces = end.rstrip("\n"), end[len(end.rstrip("\n")) :]
    after = f"a {{}}{text}\n\n{ADDED}{spaces}"
    assert parse_module("a {}" + end).apply(Append(("blocks",), RESOURCE)) == after
    assert parse_module("a {}" + end).apply(Set(("blocks", 1), RESOURCE)) == after


@pytest.mark.parametrize(
    ("before", "index", "after"),
    [
        ("a {}\n\nb {}\n\nc {}\n", 1, "a {}\n\nc {}\n"),
        ("a {}\n\n# of b\nb {}\n", 0, "# of b\nb {}\n"),
        ("# of a\na {}\nb {}\n", 0, "# of a\nb {}\n"),
        ("a {}\n\nb {\n  c = 1\n} # b", 1, "a {}\n"),
    ],
)
def test_a_block_less(before: str, index: int, after: str) -> None:
    assert parse_module(before).apply(Remove(("blocks", index))) == after


def test_tabs_and_wide_indentation() -> None:
    tabs = parse_module("a {\n\tb = 1\n\tc {}\n}\n")
    assert tabs.apply(put("c", 0, "d", to={"e": 2})) == (
        "a {\n\tb = 1\n\tc {\n\t\td = {\n\t\t\te = 2\n\t\t}\n\t}\n}\n"
    )
    wide = parse_module("a {\n    b = 1\n}\n")
    assert wide.apply(put("c", 0, "d", to=2)) == (
        "a {\n    b = 1\n\n    c {\n        d = 2\n    }\n}\n"
    )


def test_columns_are_counted_in_characters() -> None:
    module = parse_module("a {\n  größe = 1\n}\n")
    assert module.apply(put("b", to=2)) == "a {\n  größe = 1\n  b     = 2\n}\n"


WRONG: list[tuple[str, Path, Any, str]] = [
    ("b = 1", (), 1, "a file has blocks only"),
    ("b = 1", ("documents",), 1, "a file has blocks only"),
    ("b = 1", ("blocks", 0), {}, "a block is changed part by part"),
    ("b = 1", ("blocks", 0, "body"), {}, "a block is changed part by part"),
    ("b {}", ("blocks", 0, "body", "b"), 1, "a block is changed part by part"),
    ("b {}", ("blocks", 0, "body", "b", 0), {}, "a block is changed part by part"),
    ("b = 1", ("blocks", 0, "type"), "c", "the way to it is something else"),
    ("b = 1", ("blocks", 2), {}, "the way to it is something else"),
    ("b = 1", ("blocks", 1), {"type": "c"}, "a block has type, labels and body"),
    ("b = 1", ("blocks", 0, "body", "b", "c"), 1, "the way to it is something else"),
    ("b = c.d", ("blocks", 0, "body", "b", "e"), 1, "the way to it is something else"),
    ("b = c(1)", ("blocks", 0, "body", "b", "__args__", 1), 1, "the way to it is something else"),
    ("b = [1]", ("blocks", 0, "body", "b", 2), 1, "the way to it is something else"),
    ("b = 1", ("blocks", 0, "body", "c", 1, "d"), 1, "an item behind the end of its list"),
    ("b = 1", ("blocks", 0, "body", "c d"), 1, "'c d' can't be a name"),
    ("b {}", ("blocks", 0, "body", "b", 1), 1, "a block is an object"),
    ("b = 1", ("blocks", 0, "body", "b"), Expr("]"), "']' is not an expression"),
    ("b = 1", ("blocks", 0, "body", "b"), Expr("1\n}\nc {\n  d = 2"), "is not an expression"),
    ("b = 1", ("blocks", 0, "body", "b"), Expr("1\n  d = 2"), "is not an expression"),
    ('c "d" {}', ("blocks", 0, "body", "c", 0, "__labels__", 0), 1, "it would be not-hcl"),
    ("b = [ /* c */ ]", ("blocks", 0, "body", "b", 0), 1, "only comments stand in it"),
]


@pytest.mark.parametrize(("before", "path", "value", "problem"), WRONG)
def test_what_cant_be_set(before: str, path: Path, value: Any, problem: str) -> None:
    with pytest.raises(Unfixable, match=problem):
        parse_module(inside(before)).apply(Set(path, value))


def test_what_cant_be_removed() -> None:
    for before, path, problem in [
        ("b = 1", ("c",), "it is not there"),
        ("b = [1]", ("b", 1), "it is not there"),
        ("b {}\nb {}", ("b",), "it can't be taken out of its place"),
        ("b = c(1)", ("b", "__args__", 0), "it can't be taken out of its place"),
        ('b "c" {}', ("b", 0, "__labels__", 0), "it can't be taken out of its place"),
        ("b = [1, # c\n  2]", ("b", 1), "a comment stands beside it"),
        ("b = { c = 1, c = 2 }", ("b", "c"), "it would change other parts, too"),
    ]:
        with pytest.raises(Unfixable, match=problem):
            parse_module(inside(before)).apply(drop(*path))
    with pytest.raises(Unfixable, match="it would be empty"):
        parse_module("a {}\n").apply(Remove(("blocks", 0)))
    with pytest.raises(Unfixable, match="it is not there"):
        parse_module("a {}\n").apply(Remove(("blocks",)))


def test_only_lists_can_be_appended_to() -> None:
    with pytest.raises(Unfixable, match="it is no list"):
        parse_module(inside("b = 1")).apply(add("b", to=1))

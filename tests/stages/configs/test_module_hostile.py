"""Texts made to break parsers: bounded by their size, whatever they hold."""

import pytest

from stages.configs.hcl import strict, tree
from stages.configs.module import parse_module
from stages.configs.parsed import Set, Unusable

MANY = 50_000

NESTED = {
    "lists": "[" * MANY + "]" * MANY,
    "parentheses": "(" * MANY + "1" + ")" * MANY,
    "objects": "{a=" * MANY + "1" + "}" * MANY,
    "calls": "f(" * MANY + ")" * MANY,
    "signs": "!" * MANY + "a",
    "sums": "1" + "+1" * MANY,
    "conditions": "a?" * MANY + "1" + ":1" * MANY,
}


@pytest.mark.parametrize("value", NESTED.values(), ids=NESTED)
def test_absurd_nesting(value: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_module(f"a {{\n  b = {value}\n}}\n")
    assert (caught.value.reason, caught.value.line) == ("too-deep", 2)


def test_absurd_nesting_of_blocks() -> None:
    with pytest.raises(Unusable) as caught:
        parse_module("a {\n" * MANY + "}\n" * MANY)
    assert caught.value.reason == "too-deep"


OPENINGS = ["[", "(", "{", '"${', "a {", "f(", "[for a in ", '"', "/*", "<<"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_what_is_never_closed(opening: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_module("a {\n  b = " + opening * 20_000)
    assert caught.value.reason == "not-hcl"


def test_the_deepest_that_is_taken() -> None:
    depth = strict.MAX_DEPTH // 3 - 3
    module = parse_module("a {\n  b = " + "[" * depth + "]" * depth + "\n}\n")
    path = ("blocks", 0, "body", "b", *[0] * (depth - 1))
    assert "[1]" in module.apply(Set((*path, 0), 1))
    depth = strict.MAX_DEPTH // 2 - 3
    module = parse_module("a {\n" * depth + "}\n" * depth)
    assert module.at(depth) == ("blocks", 0, "body", *["a", 0] * (depth - 1))


def test_long_lines_and_many_parts() -> None:
    text, items = "x" * MANY, "1, " * 20_000
    value = parse_module(f'a {{\n  b = "{text}" # {text}\n  c = [{items}]\n}}\n').value
    assert value["blocks"][0]["body"] == {"b": text, "c": [1] * 20_000}


TRICKY = """\
a "b" c {
  d = "${e}%{ if f }é%{ endif }" # g
  h = <<-E
    ${i} "j" $${k}
    E E
  E
  l = { for m in n : (m) => "o"... }
  p = q(<<E
r
E
  , 1) /* s */
}
"""


def test_all_beginnings_and_ends_of_a_text_come_to_an_end() -> None:
    outcomes = set()
    for at in range(len(TRICKY) + 1):
        for text in (TRICKY[:at], TRICKY[at:], TRICKY[:at] + TRICKY[at + 1 :]):
            try:
                outcomes.add(parse_module(text).lang)
            except Unusable as problem:
                outcomes.add(problem.reason)
    assert outcomes == {"tf", "not-hcl", "empty"}


def test_a_parser_that_runs_in_circles_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_REPORTS", -1_000_000)
    with pytest.raises(Unusable) as caught:
        parse_module("a {}\n" * 1000)
    assert caught.value.detail == "the parser comes to no end"

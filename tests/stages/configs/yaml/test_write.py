from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stages.configs.yaml.compose import compose
from stages.configs.yaml.page import Page
from stages.configs.yaml.write import block, double, flow, inline, plain_or_double, single
from tests.stages.configs.yaml_texts import VALUES


@pytest.mark.parametrize(
    "text",
    ["a", "RuntimeDefault", "100m", "128Mi", "apps/v1", "nginx:1.2", "a b", "v1.2.3", "1.2.3", "_"],
)
def test_plain_strings(text: str) -> None:
    assert plain_or_double(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "true", "no", "n", "Y", "null", "~", "1", "1.0", "1e3", "0x1F", "0o7", "1_0", "22:22",
     "1:30.5", "2020-01-01", "2020-1-1t1:1:1Z", ".5", ".5_0", ".inf", "=", "<<", "-", "- a", "a: b",
     "a:", ":a", "a #b", "#a", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'a", "{a", "a,", "[",
     " a", "a ", "a  b", "é", "---"],
)  # fmt: skip
def test_quoted_strings(text: str) -> None:
    assert plain_or_double(text) == double(text)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('a"b\\', r'"a\"b\\"'),
        ("a\nb\t", r'"a\nb\t"'),
        ("é😀", '"é😀"'),
        ("\x7f\x85\xa0\u2028\ufeff", r'"\u007f\u0085\u00a0\u2028\ufeff"'),
    ],
)
def test_double_quotes(text: str, quoted: str) -> None:
    assert double(text) == quoted


def test_single_quotes() -> None:
    assert single("it's é") == "'it''s é'"
    assert single("a\nb") == '"a\\nb"'


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
def test_strings_are_read_as_written(text: str) -> None:
    for quoted in (plain_or_double(text), double(text), single(text)):
        assert compose(f"a: {quoted}\n").documents[0].root.value == {"a": text}
        assert yaml.safe_load(f"a: {quoted}\n") == {"a": text}


@given(VALUES)
def test_values_are_read_as_written(value: Any) -> None:
    text = f"a: {flow(value, plain_or_double)}\nb: {flow(value, double)}\n"
    assert compose(text).documents[0].root.value == {"a": value, "b": value}
    for page in (Page(""), Page("", step=4, dash=4), Page("", step=1)):
        lines = page.lines(block({"a": [value], "b": value}, page))
        assert compose(lines).documents[0].root.value == {"a": [value], "b": value}


def test_scalars_and_empty_collections() -> None:
    assert [inline(value) for value in (None, True, 1, 1.5, "a", "1", {}, [])] == [
        "null", "true", "1", "1.5", "a", '"1"', "{}", "[]",
    ]  # fmt: skip

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from stages.traces.registry.source import read

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=9
)
VALUES = st.recursive(
    st.booleans() | st.integers() | st.floats(-1e6, 1e6) | WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


class Plain(yaml.SafeDumper):
    """No aliases, and text in quotes: as YAML 1.1, which this writes, `0E0` is a word without."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


Plain.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@given(VALUES)
@example("0E0")
def test_reads_what_was_written(value: object) -> None:
    source = read(yaml.dump(value, Dumper=Plain, allow_unicode=True))
    assert (source.value, source.problems) == (value, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("2026-12-01", "2026-12-01"),
        ("12:30", "12:30"),
        ("0x1f", "0x1f"),
        ("<<", "<<"),
        ("", None),
        ("~", None),
        ("TRUE", True),
        ("-7", -7),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("'7'", "7"),
    ],
)
def test_scalars(text: str, value: object) -> None:
    assert repr(read(text).value) == repr(value)


def test_lines() -> None:
    source = read("a:\n  b: 1\n  c:\n    - x\n    -\n      d: 2\nf: {g: [1,\n  2]}\n")
    assert source.lines == {
        (): 1,
        ("a",): 1,
        ("a", "b"): 2,
        ("a", "c"): 3,
        ("a", "c", 0): 4,
        ("a", "c", 1): 6,
        ("a", "c", 1, "d"): 6,
        ("f",): 7,
        ("f", "g"): 7,
        ("f", "g", 0): 7,
        ("f", "g", 1): 8,
    }
    assert source.line(("a", "c", 7, "z")) == 3
    assert source.line(("z",)) == 1


def test_two_documents() -> None:
    assert read("a: 1\n---\nb: 2\n").problems == [(2, "not valid YAML: but found another document")]

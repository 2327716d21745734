import math
from typing import Any

import pytest

from stages.configs.yaml.scalars import key_name, resolve, resolve_as

STRINGS = [
    "tRUE", "nil", "inf", "nan", "0b", "0b12", "0x", "_1", "_", "+", "1e", "1.2.3", "1,000",
    "1:30", "22:22", "1:30.5", "2020-01-01", "2020-01-01T00:00:00Z", "=", "<<", "1e400",
    "0x1ffffffffffffffff", "0o8", ".e3", "é", "1" * 400,
]  # fmt: skip


@pytest.mark.parametrize("text", STRINGS)
def test_strings(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (["", "~", "null", "Null", "NULL"], None),
        (["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"], True),
        (["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"], False),
        (["10", "+10", "0xA", "0Xa", "012", "+012", "0o12", "0b1010", "1_0", "1__0", "10_"], 10),
        (["-10", "-0xA", "-012", "-0b1010"], -10),
        (["8", "0_10", "0o10"], 8),
        (["0", "00", "-0", "+0"], 0),
        (["18446744073709551615", "0xffffffffffffffff"], 2**64 - 1),
        (["-9223372036854775808"], -(2**63)),
        (["08", "8.", "8.0", "+8.0", "8e0", "80e-1", "0.8E+1", "8.0_0"], 8.0),
        (["18446744073709551616"], 2.0**64),
        (["-9223372036854775809"], -(2.0**63)),
        ([".5", "+.5", "0.5", "5.e-1"], 0.5),
        (["-.5", "-.5e0"], -0.5),
        (["1e-400", "0.0"], 0.0),
    ],
)
def test_other_values(texts: list[str], value: Any) -> None:
    resolved = [resolve(text) for text in texts]
    assert [(type(each), each) for each in resolved] == [(type(value), value)] * len(texts)


@pytest.mark.parametrize("sign", ["", "+", "-"])
@pytest.mark.parametrize("name", [".inf", ".Inf", ".INF"])
def test_infinities(sign: str, name: str) -> None:
    assert resolve(sign + name) == (-math.inf if sign == "-" else math.inf)


def test_tags() -> None:
    tags = {"str": "1", "int": 1, "float": 1.0}
    for name, value in tags.items():
        resolved = resolve_as(f"tag:yaml.org,2002:{name}", "1")
        assert (type(resolved), resolved) == (type(value), value)
    assert resolve_as("tag:yaml.org,2002:bool", "on") is True
    assert resolve_as("tag:yaml.org,2002:null", "") is None
    assert resolve_as("!", "1") == "1"


@pytest.mark.parametrize(
    ("tag", "text", "problem"),
    [
        ("tag:yaml.org,2002:int", "1.5", "'1.5' is no !!int"),
        ("tag:yaml.org,2002:int", "true", "'true' is no !!int"),
        ("tag:yaml.org,2002:float", "x" * 50, f"'{'x' * 40}...' is no !!float"),
        ("tag:yaml.org,2002:null", "x", "'x' is no !!null"),
        ("tag:yaml.org,2002:binary", "aGk=", "unknown tag !!binary"),
        ("!GetAtt", "x", "unknown tag !GetAtt"),
    ],
)
def test_wrong_tags(tag: str, text: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        resolve_as(tag, text)
    assert str(caught.value) == problem


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("a", "a"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (1.5, "1.5"),
        (1.0, "1"),
        (1e20, "1e+20"),
    ],
)
def test_keys(value: Any, name: str) -> None:
    assert key_name(value) == name


@pytest.mark.parametrize("value", [None, [], {}, 2**63, -(2**63) - 1, 1234567.5])
def test_no_keys(value: Any) -> None:
    with pytest.raises(ValueError, match="a mapping key that is no string"):
        key_name(value)

"""Files that are made to take time or memory: what is done for them is counted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from stages.configs.manifest import parse_manifest
from stages.configs.parsed import Unusable
from stages.configs.yaml import compose, events

POD = "apiVersion: v1\nkind: Pod\n"
LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)
MERGES = "m0: &m0 {" + ", ".join(f"k{n}: 1" for n in range(500)) + "}\n"
MERGES += "".join(f"m{n}:\n  <<: [{', '.join(['*m0'] * 5)}]\n" for n in range(1, 99))
CHAIN = "".join(
    f"a{n}: &a{n} {'[' * 30}{f'*a{n - 1}' if n else 'x'}{']' * 30}\n" for n in range(99)
)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events that were asked for."""
    taken: list[Any] = []

    def counted(text: str) -> Iterator[Any]:
        for event in events.read_events(text):
            taken.append(event)
            yield event

    monkeypatch.setattr(compose, "read_events", counted)
    return taken


@pytest.mark.parametrize(
    ("text", "reason", "most"),
    [
        ("[" * 100_000, "too-deep", 110),
        ("a: " + "[" * 100_000, "too-deep", 110),
        ("a: " + "[" * 100 + "]" * 100, "too-deep", 110),
        ("a: " + "{b: " * 300, "too-deep", 220),
        ("".join(" " * n + "a:\n" for n in range(300)), "too-deep", 220),
        ("? " * 300, "too-deep", 110),
        (CHAIN, "too-deep", 280),
        (LAUGHS, "alias-bomb", 80),
        (MERGES, "alias-bomb", 1100),
        ("a: &x\n  <<: *x\n", "alias-bomb", 12),
        ("a: &x [&y {b: *x}]\n", "alias-bomb", 14),
        ("a: &x y\n" + "".join(f"k{n}: *x\n" for n in range(20_000)), "alias-bomb", 20_020),
        ("a: &x " + "y" * 200_000 + "\nb: [" + "*x, " * 1000 + "]\n", "alias-bomb", 20),
        ("a: &x {" + "y" * 900 + ": 1}\nb: [" + "*x, " * 3000 + "]\n", "alias-bomb", 1200),
        ("".join(f"%TAG !a{n}! tag:b\n" for n in range(9000)) + "---\n", "not-yaml", 0),
    ],
)
def test_bombs_are_found_early(text: str, reason: str, most: int, taken: list[Any]) -> None:
    with pytest.raises(Unusable) as caught:
        parse_manifest(text if text[0] in "[%" else POD + text)
    assert caught.value.reason == reason
    assert len(taken) <= most


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 99 + "]" * 99,
        "a: &x y\nb: [" + "*x, " * 4900 + "]\n",
        "a: &x " + "y" * 99_900 + "\nb: [" + "*x, " * 9 + "]\n",
        "---\na: &x z\n" * 20,
        "a: " + "1" * 100_000 + "\nb: 0x" + "1" * 100_000 + "\n",
        "a: {" + ", ".join(f"k{n}: {n}" for n in range(5000)) + "}\n",
        "".join(f"k{n}: &a{n} x\n" for n in range(5000)),
        "a: |\n" + "  x\n" * 5000,
        "---\na: 1\n" * 1000,
    ],
)
def test_large_files_are_read(text: str, taken: list[Any]) -> None:
    value = parse_manifest(POD + text).value
    assert len(json.dumps(value)) <= 2 * len(text) + 1_100_000
    assert len(taken) <= len(POD + text)


def test_nested_lists_of_lists_end() -> None:
    text = '{"apiVersion": "v1", "kind": "List", "items": [' * 40 + "]}" * 40
    assert list(parse_manifest(text).objects()) == []

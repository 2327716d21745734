import re

import pytest

from schemas.phrasing import Phrasing, Swap
from stages.traces.oracle.swaps import Swaps, anchor
from stages.traces.registry.load import load_domains


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"(?<=\} )newest(?! first)(?= \w)", "newest"),
        (r"\b(?:are|is) to be\b", " to be"),
        (r"^Show me\b", "Show me"),
        (r"\b(?:is|are) required\.", " required"),
        (r"\bthe last(?= \{n\})", "the last"),
        (r"(?:a(?:b|c))d", "d"),
        ("colou?r", ""),
        ("afterwards|later", ""),
        ("some.thing", ""),
        ("no+w", ""),
        ("[Ss]o that", ""),
    ],
)
def test_letters_that_every_match_has(pattern: str, letters: str) -> None:
    assert anchor(pattern) == letters


def test_nothing_is_missed_for_want_of_letters(phrasing: Phrasing) -> None:
    asks = [a for f in load_domains().values() for s in f.domain.scenarios.values() for a in s.asks]
    for swap in phrasing.swaps:
        found = [ask for ask in asks if re.search(swap.find, ask)]
        assert all(anchor(swap.find) in ask for ask in found)


def test_each_swap_applies_to_what_earlier_ones_made() -> None:
    swaps = Swaps([Swap(find="one", by=("two", "three")), Swap(find="two", by=("one", "four"))])
    assert swaps.all("one two") == [
        *("one two", "two two", "three two", "one one", "one four"),
        *("four two", "three one", "three four"),
    ]
    assert swaps.all("zero") == ["zero"]

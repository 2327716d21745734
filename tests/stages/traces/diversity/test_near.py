"""MinHash beside what a pass over all pairs finds."""

import random

import numpy as np
import pytest

from stages.traces.validator.diversity import near
from stages.traces.validator.diversity.near import near_twins
from stages.traces.validator.diversity.ngrams import Corpus


def shingles(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[start : start + 3]) for start in range(len(words) - 2)}


def by_pairs(texts: list[str], threshold: float) -> list[bool]:
    sets = [shingles(text) for text in texts]
    found = [False] * len(texts)
    for one in range(len(texts)):
        for other in range(one):
            both = sets[one] | sets[other]
            if both and len(sets[one] & sets[other]) >= threshold * len(both):
                found[one] = found[other] = True
    return found


def wording(chance: random.Random) -> list[str]:
    """Texts of which some differ by a word or none, and some have too few words."""
    texts = []
    for _ in range(60):
        words = [chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randint(0, 40))]
        texts.append(" ".join(words))
        if chance.random() < 0.3:
            words[-1:] = ["zz"]
            texts.append(" ".join(words))
    return texts


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_minhash_finds_what_a_pass_over_all_pairs_finds(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "CHUNK", chunk)
    texts = wording(random.Random(1))
    found = near_twins(Corpus(texts), 0.8)
    assert found.tolist() == by_pairs(texts, 0.8)
    assert 5 < np.count_nonzero(found) < len(texts) - 5


def test_no_texts() -> None:
    assert near_twins(Corpus([]), 0.8).tolist() == []
    assert near_twins(Corpus(["", "two words"]), 0.8).tolist() == [False, False]

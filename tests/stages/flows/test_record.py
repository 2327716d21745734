"""Vocabularies."""

import pytest

from stages.common.errors import PipelineError
from stages.flows.record import MOST_WORDS, NULL, Vocabulary


def test_codes_and_words_are_inverse() -> None:
    words = Vocabulary()
    codes = words.codes(["tcp", None, "udp", "tcp"]).tolist()
    assert codes == [0, NULL, 1, 0]
    assert [words.word(code) for code in codes] == ["tcp", None, "udp", "tcp"]


def test_ranks_are_of_the_words_and_not_of_the_arrival() -> None:
    words = Vocabulary()
    words.codes(["b", "c", "a"])
    assert words.ranks().tolist() == [1, 2, 0]


def test_more_words_than_codes_is_an_error() -> None:
    words = Vocabulary()
    words.codes(str(number) for number in range(MOST_WORDS + 1))
    with pytest.raises(PipelineError) as caught:
        words.code("one more")
    assert str(caught.value) == (
        "more than 32,767 different names, the last 'one more'; is the column with protocols, "
        "services, labels or files the right one?"
    )

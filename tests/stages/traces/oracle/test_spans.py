import pytest

from stages.traces.oracle.spans import adjectives, spans


@pytest.mark.parametrize(
    ("days", "words", "names"),
    [
        (2, True, ["two days"]),
        (7, False, ["week", "7 days"]),
        (14, True, ["two weeks", "14 days"]),
        (30, False, ["month", "30 days"]),
        (56, True, ["eight weeks"]),
        (90, False, ["quarter", "3 months", "90 days"]),
        (365, True, ["year"]),
        (37, True, ["37 days"]),
    ],
)
def test_names_of_a_length(days: int, words: bool, names: list[str]) -> None:
    draw, size = spans(days, days, words, ("past",))
    assert [draw(digit, 0, 0) for digit in range(size)] == [
        (days, f"the past {name}") for name in names
    ]


def test_only_lengths_that_someone_would_name() -> None:
    draw, size = spans(20, 60, False, ("last",))
    lengths = {draw(digit, 0, 0)[0] for digit in range(size)}
    assert lengths == {20, 21, 28, 30, 42, 45, 56, 60}


def test_a_word_of_the_ask_is_not_said_again() -> None:
    assert set(adjectives("The last {n} orders from {span}")) == {"past", "previous"}
    assert set(adjectives("The latest {n} orders from {span}")) == {"last", "past", "previous"}
    assert set(adjectives("last, past, previous")) == {"last", "past", "previous"}


def test_the_word_is_for_the_adjective() -> None:
    draw, _ = spans(7, 7, False, ("last", "past"))
    assert [draw(0, word << 32, 0)[1] for word in range(2)] == ["the last week", "the past week"]

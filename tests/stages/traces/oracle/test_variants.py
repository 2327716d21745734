import pytest

from schemas.domain import Domain
from schemas.phrasing import Phrasing
from stages.traces.oracle.swaps import Swaps
from stages.traces.oracle.variants import Head, heads, texts
from stages.traces.oracle.wording import Reader


@pytest.fixture(scope="module")
def reader(library: Domain, phrasing: Phrasing) -> Reader:
    return Reader(library, phrasing)


def begun(ask: str, reader: Reader, phrasing: Phrasing) -> list[str]:
    return [text.begun for text in texts(ask, reader, Swaps(phrasing.swaps))]


def test_phrases_that_mean_the_same(reader: Reader, phrasing: Phrasing) -> None:
    assert begun("Count the {n} newest loans.", reader, phrasing) == [
        "Count the {n} newest loans",
        "Count the {n} latest loans",
        "Count the {n} most recent loans",
    ]
    assert "Owing to" not in " ".join(begun("Newest first, {n} at most.", reader, phrasing))


def test_what_only_looks_the_same_stays(reader: Reader, phrasing: Phrasing) -> None:
    for ask in ("Give {n} loans, newest first.", "By noon at the latest, {n} loans."):
        assert begun(ask, reader, phrasing) == [ask.rstrip(".")]


def made(ask: str, reader: Reader, library: Domain, phrasing: Phrasing) -> list[Head]:
    wording = reader.read(ask, library.scenarios["list_loans"])
    return heads(ask, wording, phrasing)


def test_a_command_begins_in_many_ways(reader: Reader, library: Domain, phrasing: Phrasing) -> None:
    found = made("List {n} loans at {branch}.", reader, library, phrasing)
    assert Head("", ".", "command") in found
    assert Head("Could you ", "?", "modal") in found
    assert Head("Please ", ".", "command") in found


@pytest.mark.parametrize(
    ("ask", "head"),
    [
        ("Please list {n} loans at {branch}.", Head("", ".", "statement")),
        ("List {n} loans at {branch}, please.", Head("", ".", "command")),
        ("{branch}, {n} loans", Head("", "", "terse")),
        ("Which {n} loans at {branch}?", Head("", "?", "question")),
        ("Could you list {n} loans at {branch}?", Head("", "?", "modal")),
        ("Could you list {n} loans and count them?", Head("", "?", "question")),
        ("{n} loans at {branch} are to be listed.", Head("", ".", "formal")),
        ("{branch} is shut. Could you list {n} loans?", Head("", "?", "question")),
    ],
)
def test_others_begin_as_their_author_wrote(
    ask: str, head: Head, reader: Reader, library: Domain, phrasing: Phrasing
) -> None:
    assert made(ask, reader, library, phrasing) == [head]


def test_a_command_with_more_behind_it_only_gets_a_please(
    reader: Reader, library: Domain, phrasing: Phrasing
) -> None:
    found = made("List {n} loans at {branch}. They are late.", reader, library, phrasing)
    assert set(found) == {Head("", ".", "statement"), Head("Please ", ".", "statement")}

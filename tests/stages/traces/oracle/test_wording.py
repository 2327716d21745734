import pytest

from schemas.domain import Domain, Scenario
from schemas.phrasing import Feature, Phrasing, Style
from stages.traces.oracle.wording import Opening, Reader


@pytest.fixture(scope="module")
def reader(library: Domain, phrasing: Phrasing) -> Reader:
    return Reader(library, phrasing)


@pytest.mark.parametrize(
    ("ask", "style", "opening"),
    [
        ("List the {n} oldest loans at {branch}.", "plain", "command"),
        ("Could you list {n} loans at {branch}?", "plain", "modal"),
        ("Which {n} loans at {branch} are the oldest?", "plain", "question"),
        ("{branch}, {n} oldest loans", "terse", "statement"),
        ("The {n} oldest loans at {branch} are to be listed.", "formal", "statement"),
        ("It won't do as it is: {n} loans at {branch} shall go.", "plain", "statement"),
        ("I need {n} loans at {branch}.", "plain", "statement"),
    ],
)
def test_style_and_opening(
    reader: Reader, library: Domain, ask: str, style: Style, opening: Opening
) -> None:
    wording = reader.read(ask, library.scenarios["list_loans"])
    assert (wording.style, wording.opening) == (style, opening)


@pytest.mark.parametrize(
    ("ask", "lacks"),
    [
        ("List the {n} oldest loans at {branch}.", set()),
        ("List the {n} oldest loans at {branch} before the audit.", {"bare", "untimed"}),
        ("{branch} is behind. List {n} loans.", {"bare", "request"}),
        ("List {n} loans at {branch} by Friday.", {"untimed"}),
        ("List {n} loans at {branch}, nothing else.", {"open"}),
        ("Loans: list {n} at {branch}.", {"flat", "request"}),
        ("Which {n} loans at {branch} are oldest?", {"request", "claim"}),
    ],
)
def test_what_an_ask_already_says(
    reader: Reader, library: Domain, ask: str, lacks: set[Feature]
) -> None:
    every = {"bare", "untimed", "open", "flat", "request", "claim", "report", "answers"}
    assert reader.read(ask, library.scenarios["list_loans"]).features == every - lacks


def test_what_the_calls_do(reader: Reader, library: Domain) -> None:
    def features(name: str) -> frozenset[Feature]:
        return reader.read("List {n} loans at {branch}.", library.scenarios[name]).features

    assert {"report", "answers"} <= features("list_loans")
    assert {"acts", "untimed"} <= features("strike_loans")
    assert "report" not in features("strike_loans")
    assert {"report", "acts"} <= features("export_loans")
    assert "untimed" not in features("extend_loans")


def test_a_wish_that_changes_something_is_no_mere_answer(reader: Reader, library: Domain) -> None:
    plain = library.scenarios["list_loans"]
    struck = library.scenarios["strike_loans"].calls
    tail = plain.also[0].model_copy(update={"calls": struck})
    scenario: Scenario = plain.model_copy(update={"also": (tail,)})
    features = reader.read("List {n} loans at {branch}.", scenario).features
    assert not {"answers", "acts"} & features


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("List them", "list them"),
        ("The desk wants them", "the desk wants them"),
        ("I'd like them", "I'd like them"),
        ("{branch} wants them", "{branch} wants them"),
        ("overdue ones", "overdue ones"),
        ("Quarmby wants them", None),
    ],
)
def test_after_a_comma(reader: Reader, text: str, within: str | None) -> None:
    assert reader.within(text) == within

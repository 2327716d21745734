import pytest

from stages.traces.oracle.forms import Order, form

ORDER = Order(
    {"tone": 0, "customer": 1, "span": 2}, frozenset({"tone", "span"}), frozenset({"span"})
)


def said(text: str, *values: str, begins: bool = True, terse: bool = False) -> str:
    return form(text, ORDER, begins, terse).fill([*values, "", "", ""])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("firm", "Send a firm letter to Halden."),
        ("urgent", "Send an urgent letter to Halden."),
        ("one-off", "Send a one-off letter to Halden."),
        ("unique", "Send a unique letter to Halden."),
        ("SMS", "Send an SMS letter to Halden."),
        ("SEV1", "Send a SEV1 letter to Halden."),
        ("8", "Send an 8 letter to Halden."),
        ("18", "Send an 18 letter to Halden."),
        ("180", "Send a 180 letter to Halden."),
        ("European", "Send a European letter to Halden."),
    ],
)
def test_articles(value: str, text: str) -> None:
    assert said("Send a {tone} letter to {customer}.", value, "Halden") == text


def test_an_article_keeps_its_capital() -> None:
    assert said("An {tone} letter", "firm") == "A firm letter"


def test_prose_gets_a_capital_where_a_sentence_begins() -> None:
    assert said("{tone} it is. {span} will do.", "firm", "", "the week") == (
        "Firm it is. The week will do."
    )
    assert said("{tone} it is", "firm", begins=False) == "firm it is"
    assert said("{customer} it is. {customer}?", "", "iOS") == "iOS it is. iOS?"
    assert said('"{tone}", they say', "firm") == '"Firm", they say'


def test_a_note_leaves_out_the_article_of_a_span() -> None:
    values = ("", "Halden", "the last week")
    assert said("{customer}, {span}", *values, terse=True) == "Halden, last week"
    assert said("{customer} from {span}", *values, terse=True) == "Halden from the last week"
    assert said("{customer}, {span}.", *values) == "Halden, the last week."


def test_percent_signs_stay() -> None:
    assert said("{customer} 5% off %s", "", "Halden") == "Halden 5% off %s"


def test_no_slots() -> None:
    assert said("Nothing to fill.") == "Nothing to fill."

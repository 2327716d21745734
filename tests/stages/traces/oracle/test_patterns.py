import re

from hypothesis import given
from hypothesis import strategies as st

from stages.traces.oracle.patterns import maker, size


def test_runs_of_digits_and_letters() -> None:
    make = maker("PAY-@@##%#")
    assert make(0) == "PAY-AA00%0"
    assert make(25 + 26 * 26 * (7 + 100 * 3)) == "PAY-AZ07%3"
    assert size("PAY-@@##%#") == 26 * 26 * 1000


@given(st.integers(0, 2**64 - 1))
def test_form_is_kept(number: int) -> None:
    assert re.fullmatch(r"vol-0\d{14}x", maker("vol-0##############x")(number))


def test_different_numbers_give_different_identifiers() -> None:
    make = maker("@##-#")
    assert len({make(number) for number in range(size("@##-#"))}) == 26 * 1000

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.flows import zeek
from stages.flows.assemble import round_duration
from stages.flows.record import NULL
from tests.stages.flows.conftest import ReadOne
from tests.stages.flows.flow_files import MANY, Row, zeek_log

microseconds = st.integers(0, 10**13)


def rounded(value: int) -> int:
    return int(round_duration(np.array([value], dtype=np.int64))[0])


@pytest.mark.parametrize(
    ("value", "result"),
    [(0, 0), (7, 7), (999, 999), (1004, 1000), (1005, 1010), (9994, 9990), (9995, 10_000),
     (123_456_789, 123_000_000), (99_950, 100_000), (-1, NULL), (-13, NULL)],
)  # fmt: skip
def test_three_digits_halves_up(value: int, result: int) -> None:
    assert rounded(value) == result


@MANY
@given(value=microseconds)
def test_rounding(value: int) -> None:
    result = rounded(value)
    assert len(str(result).rstrip("0")) <= 3
    assert rounded(result) == result
    assert abs(result - value) * 200 <= max(value, 1) * 1
    digits = max(len(str(value)) - 3, 0)
    assert abs(result - value) * 2 <= 10**digits


@MANY
@given(values=st.lists(microseconds, min_size=2, max_size=20))
def test_rounding_keeps_the_order(values: list[int]) -> None:
    result = round_duration(np.array(sorted(values), dtype=np.int64))
    assert (np.diff(result) >= 0).all()


TWIN = {"id.orig_p": "52000", "ts": "1.0", "uid": "C9"}


@pytest.mark.parametrize(
    ("other", "twins", "equal"),
    [
        (TWIN, True, True),
        ({**TWIN, "duration": "1.5001"}, True, True),
        ({**TWIN, "duration": "1.6"}, True, False),
        ({**TWIN, "duration": "-"}, True, False),
        ({"id.resp_p": "24"}, False, False),
        ({"id.orig_p": "53"}, False, False),
        ({"proto": "udp"}, False, False),
        ({"service": "dns"}, False, False),
        ({"conn_state": "S0"}, False, False),
        ({"orig_bytes": "11"}, False, False),
        ({"orig_bytes": "-"}, False, False),
        ({"resp_pkts": "9"}, False, False),
        ({"conn_state": "S2"}, False, False),
    ],
)
def test_twins_and_equal_flows(read_one: ReadOne, other: Row, twins: bool, equal: bool) -> None:
    first, second = read_one(zeek.LOGS, "conn.log", zeek_log([{}, other])).flows
    assert (first.twin == second.twin) == (first.text.twin() == second.text.twin()) == twins
    assert (first.content == second.content) == (first.text == second.text) == equal

from collections import Counter

import numpy as np
import pytest

from schemas.sections.flows import Caps
from stages.common.errors import PipelineError
from stages.flows.choose import Picker, quotas
from stages.flows.record import Flows
from tests.stages.flows.arrays import flows
from tests.stages.flows.building import LOOSE, flow_params


def some(count: int, malicious: int, **more: int) -> list[dict[str, int]]:
    return [{"malicious": malicious, "twin": 1000 * malicious + n, **more} for n in range(count)]


def pick(ranked: Flows, caps: Caps, limit: int, malicious: bool = True) -> list[int]:
    picker = Picker(ranked, flow_params(limit, caps), "iot23", "sample")
    everywhere = np.ones(len(ranked), dtype=bool)
    return picker.pick(malicious, picker.quotas[malicious].rows, everywhere).tolist()


def test_the_odd_row_is_benign() -> None:
    found = quotas(flow_params(7), flows(some(1, 0)))
    assert (found[True].rows, found[False].rows) == (3, 4)


def test_no_cap_is_below_an_even_share() -> None:
    rows = [*some(4, 1, scenario=0), *some(4, 1, scenario=1), *some(4, 0)]
    found = quotas(flow_params(20, Caps(scenario=0.1, family=0.1, twins=1)), flows(rows))
    assert (found[True].scenario, found[True].family) == (5, 10)
    assert (found[False].scenario, found[False].family) == (10, 10)


def test_rows_are_taken_in_order_of_rank() -> None:
    ranked = flows([*some(3, 0), *some(9, 1)])
    assert pick(ranked, LOOSE, 8) == [3, 4, 5, 6]


@pytest.mark.parametrize("column", ["scenario", "family"])
def test_caps(column: str) -> None:
    ranked = flows([{**row, column: int(n > 8)} for n, row in enumerate(some(20, 1))])
    caps = Caps(**{"scenario": 1, "family": 1, "twins": 1, column: 0.6})
    taken = pick(ranked, caps, 20)
    assert Counter(ranked[column][taken].tolist()) == {0: 6, 1: 4}
    assert taken == [0, 1, 2, 3, 4, 5, 9, 10, 11, 12]


def test_twins_are_capped_over_both_labels() -> None:
    ranked = flows({"malicious": n % 2, "twin": 7 if n < 8 else n} for n in range(20))
    picker = Picker(ranked, flow_params(10, Caps(scenario=1, family=1, twins=3)), "x", "sample")
    everywhere = np.ones(20, dtype=bool)
    taken = [*picker.pick(True, 5, everywhere), *picker.pick(False, 5, everywhere)]
    assert sum(ranked["twin"][taken] == 7) == 3


def test_too_few_rows_within_the_caps() -> None:
    ranked = flows([*({**row, "twin": 7} for row in some(9, 1)), *some(9, 0)])
    with pytest.raises(PipelineError) as error:
        pick(ranked, Caps(scenario=1, family=1, twins=2), 8)
    assert str(error.value) == (
        "source iot23: 4 Malicious rows wanted, 2 to be had within the caps (9 distinct "
        "candidates); lower sample.limit, raise sample.caps, or add data"
    )

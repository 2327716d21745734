"""The real API, asked for 20 traces of two domains.

    ANTHROPIC_LIVE=1 ANTHROPIC_API_KEY=... pytest tests/stages/traces/test_live.py -s

By `python -m stages.oracle estimate` it costs about 0.25 USD, at most the 1.00 of its budget.
"""

import os
from pathlib import Path

import pytest

from stages.traces.ledger.ledger import Reading
from stages.traces.phases.run import run
from stages.traces.registry.load import load_domains
from stages.traces.sealing.metrics import metrics
from stages.traces.sealing.oracle import SealedOracle
from stages.traces.sealing.seal import seal
from stages.traces.validator.checker import problems
from tests.stages.traces.sealing.sets import DOMAINS, order_in, rows

LIVE = os.environ.get("ANTHROPIC_LIVE") == "1" and bool(os.environ.get("ANTHROPIC_API_KEY"))
CHANGES = {
    "generate_traces.total": 20,
    "oracle.attempts": 3,
    "oracle.corrections": 2,
    "runtime.retries": 5,
    "runtime.oracle.budget": 1.0,
}


@pytest.mark.skipif(not LIVE, reason="costs money: set ANTHROPIC_LIVE=1 and ANTHROPIC_API_KEY")
def test_traces_of_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = order_in(tmp_path, CHANGES)
    result = run(order)
    assert (result.stopped, result.open) == (None, 0)
    assert result.spent <= 1.0
    with Reading(Path(order.runtime.ledger)) as ledger:
        made = seal(order, ledger, tmp_path / "sealed")
    figures = metrics(tmp_path / "sealed")
    with capsys.disabled():
        print(f"\n{made.accepted} of {made.total} traces, {figures['dollars']:.4f} USD")
        print(f"rejected: {figures['rejected']}")
    assert made.accepted > made.total / 2
    oracle = SealedOracle(tmp_path / "sealed", load_domains())
    for number, row in enumerate(rows(tmp_path / "sealed/traces.parquet")):
        assert row["domain"] in DOMAINS
        assert problems(oracle.trace(row["domain"], row["intent"], number)) == []

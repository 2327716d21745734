"""What a terminal shows."""

from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.ledger import sends
from stages.traces.ledger.answer import Usage
from stages.traces.ledger.ledger import Ledger, Reading
from stages.traces.phases import report
from stages.traces.phases.forecast import Forecast, Line
from stages.traces.phases.run import Result
from tests.stages.traces.asking.samples import PARAMS
from tests.stages.traces.ledger.answers import ASK, answer
from tests.stages.traces.ledger.ledgers import within

MODELS = PARAMS.oracle.models
HEAD = "phase calls input cached output USD"


def words(text: str) -> list[str]:
    """The lines, with single spaces; those of the table are of one width."""
    lines = text.split("\n")
    assert len({len(line) for line in lines[:4]}) == 1
    return [" ".join(line.split()) for line in lines]


def made(accepted: int = 0, spent: float = 0, dollars: float = 1) -> Forecast:
    forecast = Forecast(accepted=accepted, spent=spent)
    forecast.phases["plan"] = Line(1234, Usage(5_000_000, 20, 3, 7_654_321, 99), dollars)
    return forecast


def test_a_forecast() -> None:
    lines = words(report.forecast(made(1000, 0.5, 10), 5000, 20))
    assert lines == [
        HEAD,
        "requests 0 0 0 0 0.00",
        "plan 1,234 5,000,023 7,654,321 99 10.00",
        "judgement 0 0 0 0 0.00",
        "4,000 of 5,000 traces are missing: about 11.50 USD, 0.0029 each, corrections included",
        "spent so far: 0.50 USD of a budget of 20.00",
    ]


def test_a_forecast_where_nothing_is_missing() -> None:
    lines = report.forecast(made(5000, 12.345, 0), 5000, 20).split("\n")
    assert lines[-2:] == [
        "all 5,000 traces are in the ledger",
        "spent so far: 12.35 USD of a budget of 20.00",
    ]


def result(accepted: int, codes: dict[str, int]) -> str:
    ended = Result(accepted, 20, 3, codes, 12.5, 0, None)
    return report.result(ended, 5000)


def test_how_a_run_ended() -> None:
    assert result(4000, {"plan.unsound": 1200, "request.text": 7}).split("\n") == [
        "4,000 of 5,000 traces accepted; 20 not to be had, 3 not finished; 12.50 USD spent in all, "
        "0.0031 an accepted trace",
        "     1,200 rejected for plan.unsound",
        "         7 rejected for request.text",
    ]


def test_a_run_without_a_trace_has_no_price_of_one() -> None:
    assert result(0, {}) == (
        "0 of 5,000 traces accepted; 20 not to be had, 3 not finished; 12.50 USD spent in all"
    )


def test_the_most_frequent_reasons_are_shown() -> None:
    codes = {f"code.{number}": 100 - number for number in range(30)}
    lines = result(1, codes).split("\n")[1:]
    assert len(lines) == report.MOST_CODES
    assert lines[0].endswith("100 rejected for code.0")


def test_what_a_ledger_holds(tmp_path: Path) -> None:
    async def fill(ledger: Ledger) -> None:
        usage = Usage(100_000, 20_000, 3_000, 4_000_000, 50_000)
        for number, transport in enumerate(("messages", "messages", "batches")):
            one = answer(str(number), transport=transport, usage=usage)
            await ledger.record([one._replace(domain=f"d{number}")])
        await ledger.record([answer("j", phase="judgement", model="claude-haiku-5-5")])
        for estimate in (0.25, 0.125):
            send = await sends.begin(ledger, ASK, "KEY", estimate)
            await sends.end(ledger, send, "uncertain", "")

    within(tmp_path, fill)
    with Reading(tmp_path) as reading:
        lines = words(report.status(reading.connection, MODELS))
    plan = 2.5 * (0.2 + 0.05 + 0.012 + 0.4 + 0.5)
    assert lines == [
        HEAD,
        "requests 0 0 0 0 0.00",
        f"plan 3 369,000 12,000,000 150,000 {plan:.2f}",
        "judgement 1 150 4,000 500 0.00",
        "2 requests may have been paid for without an answer, at most 0.3750 USD",
        f"{plan + 0.375:.2f} USD in all",
    ]


def test_an_empty_ledger(tmp_path: Path) -> None:
    with Ledger(tmp_path), Reading(tmp_path) as reading:
        lines = words(report.status(reading.connection, MODELS))
    assert len(lines) == 6
    assert lines[-1] == "0.00 USD in all"


def test_a_model_whose_prices_are_gone(tmp_path: Path) -> None:
    within(tmp_path, lambda ledger: ledger.record([answer("a", model="claude-old-1")]))
    with (
        Reading(tmp_path) as reading,
        pytest.raises(PipelineError, match=r"oracle\.models: no prices for 'claude-old-1'"),
    ):
        report.status(reading.connection, MODELS)

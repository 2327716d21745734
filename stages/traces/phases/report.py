"""What a run costs and how it ended, in words for a terminal."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.oracle_words import PHASES
from schemas.sections.oracle import Prices
from stages.traces.budget.spending import price
from stages.traces.ledger.accounts import doubtful, paid
from stages.traces.ledger.answer import NOTHING, Usage
from stages.traces.phases.forecast import Forecast
from stages.traces.phases.run import Result

HEAD = ("phase", "calls", "input", "cached", "output", "USD")
MOST_CODES = 12


def forecast(made: Forecast, total: int, ceiling: float) -> str:
    """What a set would still take."""
    rows = [
        _row(phase, line.calls, line.usage, line.dollars) for phase, line in made.phases.items()
    ]
    missing = total - made.accepted
    lines = [*_table([HEAD, *rows])]
    if missing:
        lines.append(
            f"{missing:,} of {total:,} traces are missing: about {made.dollars:.2f} USD, "
            f"{made.dollars / missing:.4f} each, corrections included"
        )
    else:
        lines.append(f"all {total:,} traces are in the ledger")
    lines.append(f"spent so far: {made.spent:.2f} USD of a budget of {ceiling:.2f}")
    return "\n".join(lines)


def result(made: Result, total: int) -> str:
    """How a run ended."""
    each = f", {made.spent / made.accepted:.4f} an accepted trace" if made.accepted else ""
    lines = [
        f"{made.accepted:,} of {total:,} traces accepted; {made.unfilled:,} not to be had, "
        f"{made.open:,} not finished; {made.spent:.2f} USD spent in all{each}"
    ]
    codes = list(made.codes.items())
    lines += [f"  {count:>8,} rejected for {code}" for code, count in codes[:MOST_CODES]]
    return "\n".join(lines)


def status(connection: sqlite3.Connection, models: Mapping[str, Prices]) -> str:
    """What a ledger holds."""
    calls: defaultdict[str, int] = defaultdict(int)
    usage: defaultdict[str, Usage] = defaultdict(lambda: NOTHING)
    dollars: defaultdict[str, float] = defaultdict(float)
    for one in paid(connection):
        calls[one.phase] += one.answers
        usage[one.phase] = usage[one.phase].plus(one.usage)
        dollars[one.phase] += price(one, models)
    doubt = doubtful(connection)
    rows = [_row(phase, calls[phase], usage[phase], dollars[phase]) for phase in PHASES]
    return "\n".join(
        [
            *_table([HEAD, *rows]),
            f"{doubt.requests:,} requests may have been paid for without an answer, at most "
            f"{doubt.estimate:.4f} USD",
            f"{sum(dollars.values()) + doubt.estimate:.2f} USD in all",
        ]
    )


def _row(phase: str, calls: int, usage: Usage, dollars: float) -> Sequence[str]:
    fresh = usage.input + usage.cache_write_5m + usage.cache_write_1h
    numbers = (calls, fresh, usage.cache_read, usage.output)
    return (phase, *(f"{number:,}" for number in numbers), f"{dollars:.2f}")


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for first, *others in rows:
        yield f"{first:<10}" + "".join(f"{cell:>16}" for cell in others)

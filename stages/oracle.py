"""Traces from a model: what it would cost, asking it, and sealing its answers.

    python -m stages.oracle estimate    tokens and money that the set would still take; asks nothing
    python -m stages.oracle run         ask for what the ledger lacks, up to runtime.oracle.budget
    python -m stages.oracle status      what the ledger holds and has cost
    python -m stages.oracle seal        make data/oracle/sealed/ of it, for generate-traces
    python -m stages.oracle restore     fill an empty ledger from data/oracle/sealed/

The set is that of `generate_traces` (total, domains, seed, created_at); `oracle` in the parameter
file says what is asked, `runtime.oracle` how. Every answer is in the ledger before it is used. If a
run ends early, in whatever way, run it again to go on: nothing paid for is asked again.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from stages.common import cli
from stages.traces.ledger.ledger import Reading
from stages.traces.phases import report
from stages.traces.phases.forecast import forecast_of
from stages.traces.phases.order import Order
from stages.traces.phases.ordering import load_order
from stages.traces.phases.run import run
from stages.traces.sealing.restore import restore
from stages.traces.sealing.seal import seal

SEALED = Path("data/oracle/sealed")


def main(args: argparse.Namespace) -> None:
    """Do what the command line says."""
    COMMANDS[args.command](load_order(args.params))


def _estimate(order: Order) -> None:
    print(report.forecast(forecast_of(order), order.recipe.total, order.runtime.budget))


def _run(order: Order) -> None:
    _estimate(order)
    result = run(order)
    print(report.result(result, order.recipe.total))
    if result.stopped:
        sys.exit(f"error: {result.stopped}")
    if result.open:
        sys.exit(f"error: {result.open} traces were not finished; run it again to go on")


def _status(order: Order) -> None:
    with Reading(Path(order.runtime.ledger)) as ledger:
        print(report.status(ledger.connection, order.params.models))


def _seal(order: Order) -> None:
    with Reading(Path(order.runtime.ledger)) as ledger:
        made = seal(order, ledger, SEALED)
    print(f"{SEALED}: {made.accepted} of {made.total} traces")
    print(f"now: dvc add {SEALED}, set generate_traces.oracle and .sealed, dvc repro, dvc push")


def _restore(order: Order) -> None:
    count = restore(SEALED, Path(order.runtime.ledger))
    print(f"{order.runtime.ledger}: {count} answers")


COMMANDS: Mapping[str, Callable[[Order], None]] = {
    "estimate": _estimate,
    "run": _run,
    "status": _status,
    "seal": _seal,
    "restore": _restore,
}


if __name__ == "__main__":
    parser = cli.parser(__doc__ or "")
    parser.add_argument("command", choices=COMMANDS, help="what to do")
    cli.run(main, parser)

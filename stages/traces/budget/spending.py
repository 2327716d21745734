"""What the answers of a ledger cost."""

import sqlite3
from collections.abc import Mapping

from schemas.sections.oracle import Prices
from stages.common.errors import PipelineError
from stages.traces.budget.prices import cost
from stages.traces.ledger.accounts import Paid, doubtful, paid


def price(one: Paid, models: Mapping[str, Prices]) -> float:
    """US dollars of some answers. Raises PipelineError for a model without prices."""
    if one.model not in models:
        raise PipelineError(
            f"no prices for {one.model!r}, of which the ledger has {one.answers} answers",
            where="oracle.models",
            fix="add it",
        )
    return cost(one.usage, models[one.model], one.transport)


def spent(connection: sqlite3.Connection, models: Mapping[str, Prices]) -> float:
    """US dollars of all answers, and of what may have been paid for without one."""
    return sum(price(one, models) for one in paid(connection)) + doubtful(connection).estimate

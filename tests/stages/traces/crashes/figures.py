"""What the server knows beside what the ledger says."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from stages.traces.ledger.ledger import Reading, is_ledger
from stages.traces.phases.order import Order
from tests.servers.claude.server import ClaudeServer
from tests.stages.traces.phases.sets import answers, finished, order, sealed, uncertain

OPEN = {
    "sends": "SELECT count(*) FROM sends WHERE id NOT IN (SELECT send FROM send_ends)",
    "batches without a name": """SELECT count(*) FROM batches WHERE id NOT IN
        (SELECT batch FROM batch_names UNION SELECT batch FROM batch_ends)""",
    "batches with a name": """SELECT count(*) FROM batch_names WHERE batch NOT IN
        (SELECT batch FROM batch_ends)""",
}


@dataclass
class Figures:
    """What happened in all sets together."""

    kills: int = 0
    sets: int = 0
    paid: int = 0
    answers: int = 0
    uncertain: int = 0
    twice: int = 0
    """Payments beyond the first of a content."""

    unexplained: int = 0
    """Those of them that no uncertain send accounts for."""

    missing: int = 0
    """Contents that were paid for and have no answer in the ledger."""

    different: int = 0
    """Sets whose sealed traces are not those of an undisturbed run."""

    interrupted: Counter[str] = field(default_factory=Counter)
    """Kills by what was open in the ledger then."""


def left_open(of: Order) -> list[str]:
    """What a kill left open; the ledger may not even have its tables."""
    if not is_ledger(Path(of.runtime.ledger)):
        return ["no ledger"]
    with Reading(Path(of.runtime.ledger)) as ledger:
        found = [
            name for name, query in OPEN.items() if ledger.connection.execute(query).fetchone()[0]
        ]
    return found or ["nothing"]


def account(of: Order, server: ClaudeServer, figures: Figures) -> None:
    paid, had, doubtful = server.paid.contents, answers(of), uncertain(of)
    figures.sets += 1
    figures.paid += paid.total()
    figures.answers += had.total()
    figures.uncertain += doubtful.total()
    figures.twice += paid.total() - len(paid)
    figures.unexplained += (paid - had - doubtful).total()
    figures.missing += len(paid.keys() - had.keys())


def compare(of: Order, figures: Figures) -> None:
    place = Path(of.runtime.ledger).parent
    peaceful = order(place / "peaceful", of.recipe.total, of.runtime.transport)
    finished(peaceful)
    found, wanted = sealed(of, place / "sealed"), sealed(peaceful, place / "sealed-peaceful")
    figures.different += found.traces != wanted.traces

"""One request in five fails, in every way there is: the set is finished, and all is accounted for.

What the server knows was paid is what the ledger says was paid or may have been.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from tests.servers.claude.faults import NAMES
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import answers, finished, order, sealed, uncertain
from tests.stages.traces.transports.asking import POST, claude

TOTAL = 300
FAULTS = {**dict.fromkeys(NAMES, 0.2 / len(NAMES)), "retry_after": 0.01}
MISTAKES = {"bad_plans": 0.1, "judge_rejects": 0.05, "missing_requests": 0.1}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("undisturbed")
    with claude(Settings(**MISTAKES)):
        finished(of := order(folder / "ledger", TOTAL))
    return sealed(of, folder / "sealed").traces


def sends(of: Order) -> Counter[str]:
    """By how they ended."""
    with Reading(Path(of.runtime.ledger)) as ledger:
        query = "SELECT outcome, count(*) FROM send_ends GROUP BY outcome"
        ends = Counter[str](dict(ledger.connection.execute(query).fetchall()))
        (begun,) = ledger.connection.execute("SELECT count(*) FROM sends").fetchone()
    assert ends.total() == begun
    return ends


def said(server: ClaudeServer) -> Counter[str]:
    """How often the server ended a request for a message in each way."""
    return Counter({status: n for (to, status), n in server.requests.items() if to == POST})


def test_messages(tmp_path: Path, undisturbed: bytes) -> None:
    of = order(tmp_path / "ledger", TOTAL)
    with claude(Settings(**FAULTS, **MISTAKES)) as server:
        finished(of)
        status = said(server)
    cut = status.pop("cut")
    assert sends(of) == {
        "answered": status.pop("200"),
        "uncertain": cut,
        "unpaid": status.total(),
    }
    assert set(status) == {"429", "500", "504", "529"}
    assert min(*status.values(), cut) > 10
    assert set(answers(of).values()) == {1}
    unseen = server.paid.contents - answers(of)
    assert 0 < unseen.total() < cut
    assert unseen <= uncertain(of)
    same = sealed(of, tmp_path / "sealed").traces == undisturbed
    assert same


def test_batches(tmp_path: Path, undisturbed: bytes) -> None:
    of = replace(order(tmp_path / "ledger", TOTAL, "batches", batch={"requests": 60}), retries=20)
    with claude(Settings(**FAULTS, **MISTAKES, expired_items=0.1, errored_items=0.1)) as server:
        finished(of)
        failed = Counter(status for (_, status) in server.requests.elements())
    assert min(failed[status] for status in ("429", "500", "504", "529", "cut")) > 0
    assert max(server.paid.contents.values()) == 1
    assert answers(of) == server.paid.contents
    assert not sends(of)
    same = sealed(of, tmp_path / "sealed").traces == undisturbed
    assert same

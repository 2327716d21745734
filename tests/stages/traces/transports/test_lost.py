"""Batches whose results are not to be had any more: paid for, and asked again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from stages.traces.ledger import batches as notes
from tests.servers.claude.batches.batch import Batch
from tests.servers.claude.client import client_of
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports.asking import ESTIMATE, asks, claude, counted
from tests.stages.traces.transports.batching import NOTED, go_on, leave, only_note

ASKS = asks(20)
LOST = ([20, 20], {"lost": 1, "collected": 1})
LIST = "GET /v1/messages/batches"

Gone = Callable[[ClaudeServer, pytest.MonkeyPatch], None]


def forgotten(server: ClaudeServer, patch: pytest.MonkeyPatch) -> None:
    server.reset()


def archived(server: ClaudeServer, patch: pytest.MonkeyPatch) -> None:
    """The API shows a batch for longer than its results."""
    with client_of(server) as client:
        old = {batch.id for batch in client.messages.batches.list()}
    told = Batch.told

    def telling(batch: Batch, url: str) -> dict[str, Any]:
        when = "2026-11-22T00:00:00Z" if batch.id in old else None
        return {**told(batch, url), "archived_at": when}

    patch.setattr(Batch, "told", telling)


@pytest.mark.parametrize("gone", [forgotten, archived])
def test_results_that_are_gone_are_accounted_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: Gone
) -> None:
    with claude(Settings(batch_seconds=0.3)) as server:
        leave(tmp_path, ASKS)
        gone(server, monkeypatch)
        found = go_on(tmp_path, ASKS)
    assert found[:2] == LOST
    assert found.doubt == (20, pytest.approx(20 * ESTIMATE))


def test_results_are_not_looked_for_when_they_must_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=30)).isoformat()
    with claude() as server:
        with monkeypatch.context() as then:
            then.setattr(notes, "now", lambda: long_ago)
            only_note(tmp_path, ASKS)
        found = go_on(tmp_path, ASKS)
    assert found == (*LOST, (20, NOTED))
    assert counted(["200"], server, LIST) == 0

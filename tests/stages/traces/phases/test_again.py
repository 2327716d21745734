"""What was paid for once is not paid for again."""

from pathlib import Path

import pytest

from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import (
    answers,
    asked_for,
    finished,
    groups,
    order,
    same,
    sealed,
)
from tests.stages.traces.phases.test_mistakes import ALL
from tests.stages.traces.transports.asking import claude

TRANSPORTS = ["messages", "batches"]
GET_MODEL = ("GET /v1/models/{id}", "200")


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_set_that_is_there_is_not_asked_for_again(tmp_path: Path, transport: str) -> None:
    of = order(tmp_path / "ledger", transport=transport)
    with claude(Settings(**ALL)) as server:
        first = finished(of)
        before = server.requests
        assert same(finished(of), first)
        assert server.requests - before == {GET_MODEL: 1}


def test_what_was_asked_one_way_is_not_asked_another_way(tmp_path: Path) -> None:
    with claude(Settings(**ALL)) as server:
        first = finished(order(tmp_path, transport="batches"))
        before = asked_for(server)
        assert same(finished(order(tmp_path, transport="messages")), first)
        assert asked_for(server) == before


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_more_traces_cost_what_is_new(tmp_path: Path, transport: str) -> None:
    """And the groups that were cut off where the set ended."""
    few, many = (order(tmp_path, total, transport) for total in (60, 100))
    kept = set(groups(few)) & set(groups(many))
    new = [group for group in groups(many) if group not in kept]
    with claude() as server:
        finished(few)
        before = server.paid.contents
        finished(many)
        paid = server.paid.contents
    assert 0 < len(kept) < len(groups(few))
    assert (paid - before).total() == sum(1 + 2 * len(group.wanted) for group in new)
    assert max(paid.values()) == 1
    assert answers(many) == paid


def test_fewer_traces_cost_the_groups_that_are_cut_off(tmp_path: Path) -> None:
    many, few = (order(tmp_path / "ledger", total) for total in (100, 60))
    new = set(groups(few)) - set(groups(many))
    with claude() as server:
        finished(many)
        before = server.paid.contents.total()
        finished(few)
        assert server.paid.contents.total() - before == sum(1 + 2 * len(g.wanted) for g in new)
        after = asked_for(server)
        finished(many)
        assert asked_for(server) == after
    assert len(sealed(few, tmp_path / "sealed").accepted) == 60


def test_more_traces_of_a_model_with_mistakes_pay_for_nothing_twice(tmp_path: Path) -> None:
    with claude(Settings(**ALL)) as server:
        for total in (30, 60, 90):
            finished(of := order(tmp_path / "ledger", total))
    assert max(server.paid.contents.values()) == 1
    assert answers(of) == server.paid.contents
    sealed(of, tmp_path / "sealed")

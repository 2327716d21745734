import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from schemas.domain import Intent
from stages.traces.asking.formats import PlannedCall, PlannedCalls
from stages.traces.assembling.trace import Written
from stages.traces.ledger.tables import connect
from stages.traces.phases.outcome import Accepted, Open, Outcome, Rejected
from stages.traces.phases.wanted import Wanted
from stages.traces.sealing.collecting import Collecting

MOMENT = "2026-06-17T11:04:19Z"
CALL = PlannedCall(tool="legal.search_matters", arguments=[], after=[], quote="matters")
PLAN = PlannedCalls(calls=[CALL]).model_dump_json()


def wanted(row: int, intent: Intent = "retrieve") -> Wanted:
    return Wanted(row, "Legal", intent, row)


def accepted(row: int, attempt: int = 0, keys: tuple[str, ...] = ("a", "b")) -> Accepted:
    written = Written(row, "retrieve", f"Matters of {row}.", MOMENT)
    return Accepted(wanted(row), attempt, keys, written, PLAN, {"requests": "synthetic"}, {})


def rejected(row: int, attempt: int = 0, keys: tuple[str, ...] = ("a",)) -> Rejected:
    codes, problems = ("plan.unsound", "tool.unknown"), ("graph.calls[0].tool_id: no tool x",)
    return Rejected(wanted(row), attempt, keys, "plan", codes, problems, f"Matters of {row}.")


def collected(
    folder: Path, outcomes: Iterable[Outcome]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    with Collecting(folder / "sealing.db") as collecting:
        for outcome in outcomes:
            collecting.outcome(outcome)
        return [*collecting.accepted()], [*collecting.rejected()], collecting.unfinished


def test_what_is_kept_of_an_accepted_one(tmp_path: Path) -> None:
    found, none, unfinished = collected(tmp_path, [accepted(7, attempt=1)])
    assert found == [
        {
            "row": 7,
            "domain": "Legal",
            "intent": "retrieve",
            "attempt": 1,
            "keys": ["a", "b"],
            "text": "Matters of 7.",
            "moment": MOMENT,
            "plan": PLAN,
            "models": '{"requests":"synthetic"}',
        }
    ]
    assert (none, unfinished) == ([], 0)


def test_what_is_kept_of_a_rejected_one(tmp_path: Path) -> None:
    none, found, unfinished = collected(tmp_path, [rejected(7)])
    assert found == [
        {
            "row": 7,
            "domain": "Legal",
            "intent": "retrieve",
            "attempt": 0,
            "keys": ["a"],
            "phase": "plan",
            "codes": ["plan.unsound", "tool.unknown"],
            "problems": ["graph.calls[0].tool_id: no tool x"],
            "text": "Matters of 7.",
        }
    ]
    assert (none, unfinished) == ([], 0)


def test_the_order_of_outcomes_does_not_matter(tmp_path: Path) -> None:
    outcomes: list[Outcome] = [accepted(row, attempt=row % 3) for row in range(100)]
    outcomes += [rejected(row, attempt) for row in range(100) for attempt in range(row % 3)]
    straight = collected(tmp_path, outcomes)
    assert [row["row"] for row in straight[0]] == [*range(100)]
    places = [(row["row"], row["attempt"]) for row in straight[1]]
    assert places == sorted(places)
    for seed in range(3):
        random.Random(seed).shuffle(outcomes)
        assert collected(tmp_path, outcomes) == straight


def test_a_repeat_is_rejected(tmp_path: Path) -> None:
    with Collecting(tmp_path / "sealing.db") as collecting:
        collecting.outcome(rejected(1, attempt=0))
        for row in (2, 1):
            collecting.outcome(accepted(row, attempt=1))
        collecting.repeats(wanted(1))
        assert [row["row"] for row in collecting.accepted()] == [2]
        first, repeat = collecting.rejected()
    assert (first["row"], first["attempt"], first["phase"]) == (1, 0, "plan")
    assert repeat == {
        "row": 1,
        "domain": "Legal",
        "intent": "retrieve",
        "attempt": 1,
        "keys": ["a", "b"],
        "text": "Matters of 1.",
        "phase": "requests",
        "codes": ["requests.repeated"],
        "problems": ["another trace has the same request"],
    }


def test_a_row_may_be_filled_after_a_repeat(tmp_path: Path) -> None:
    with Collecting(tmp_path / "sealing.db") as collecting:
        collecting.outcome(accepted(1, attempt=0))
        collecting.repeats(wanted(1))
        collecting.outcome(accepted(1, attempt=1))
        assert [row["attempt"] for row in collecting.accepted()] == [1]
        assert [row["attempt"] for row in collecting.rejected()] == [0]


def test_keys_are_there_once_whatever_became_of_them(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    connect(ledger, write=True).close()
    with Collecting(tmp_path / "sealing.db") as collecting:
        collecting.outcome(accepted(1, keys=("group", "plan")))
        collecting.outcome(rejected(2, keys=("group", "other")))
        collecting.repeats(wanted(1))
        keys = [key for (key,) in collecting.select(ledger, "SELECT key FROM used ORDER BY key")]
        again = [n for (n,) in collecting.select(ledger, "SELECT count(*) FROM ledger.answers")]
    assert (keys, again) == (["group", "other", "plan"], [0])


def test_unfinished_rows_are_counted_and_their_keys_not_used(tmp_path: Path) -> None:
    outcomes = [Open(wanted(row), 0, "judgement") for row in (3, 1)]
    assert collected(tmp_path, [accepted(2), *outcomes])[2] == 2


def test_nothing_is_left_behind_and_what_was_left_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sealing.db"
    path.write_text("left by a run that was killed")
    assert collected(tmp_path, [accepted(1)])[0][0]["row"] == 1
    with pytest.raises(KeyError), Collecting(path):
        raise KeyError
    assert [*tmp_path.iterdir()] == []

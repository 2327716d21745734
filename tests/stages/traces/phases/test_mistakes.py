"""Sets asked of a model that makes mistakes: every trace is accepted or accounted for."""

from pathlib import Path
from typing import Any

import pytest

from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.sets import answers, finished, groups, order, sealed
from tests.stages.traces.transports.asking import claude

ALL = {
    "bad_plans": 0.2,
    "malformed": 0.1,
    "truncated": 0.1,
    "refusals": 0.1,
    "judge_rejects": 0.1,
    "missing_requests": 0.3,
    "repeated_texts": 0.3,
    "stubborn": 0.5,
}
STUBBORN = {"stubborn": 1.0}


@pytest.mark.parametrize(
    ("mistakes", "codes"),
    [
        ({"bad_plans": 0.4}, {"plan.unsound"}),
        ({"malformed": 0.5}, {"requests.broken", "plan.broken", "judgement.broken"}),
        ({"truncated": 0.8}, {"requests.cut-off", "plan.cut-off", "judgement.cut-off"}),
        ({"refusals": 0.5}, {"requests.refused", "plan.refused", "judgement.refused"}),
        ({"judge_rejects": 0.5}, {"judgement.scope", "judgement.order", "judgement.excess"}),
        ({"missing_requests": 1.0}, {"requests.missing"}),
        ({"repeated_texts": 0.9}, {"requests.repeated"}),
    ],
)
def test_each_mistake_has_its_code(
    tmp_path: Path, mistakes: dict[str, float], codes: set[str]
) -> None:
    of = order(tmp_path / "ledger", 72)
    with claude(Settings(**mistakes, **STUBBORN)) as server:
        result = finished(of)
    made = sealed(of, tmp_path / "sealed")
    assert codes <= result.codes.keys()
    assert {code.split(".")[0] for code in codes} == {row["phase"] for row in made.rejected}
    assert (made.seal.accepted, made.seal.total) == (result.accepted, 72)
    assert max(server.paid.contents.values()) == 1
    assert answers(of) == server.paid.contents


@pytest.mark.parametrize("transport", ["messages", "batches"])
@pytest.mark.parametrize(
    "mistakes", [{"bad_plans": 0.5}, {"malformed": 0.3}, {"truncated": 0.3}, {"refusals": 0.3}]
)
def test_corrections_mend_what_can_be_mended(
    tmp_path: Path, mistakes: dict[str, float], transport: str
) -> None:
    of = order(tmp_path, transport=transport)
    with claude(Settings(**mistakes)) as server:
        result = finished(of)
    assert (result.accepted, result.codes) == (60, {})
    assert len(server.paid.payments) > 60 * 2 + 6
    assert answers(of) == server.paid.contents


@pytest.mark.parametrize("transport", ["messages", "batches"])
def test_all_mistakes_together(tmp_path: Path, transport: str) -> None:
    of = order(tmp_path / "ledger", 120, transport)
    with claude(Settings(**ALL)) as server:
        result = finished(of)
    made = sealed(of, tmp_path / "sealed")
    assert 110 < result.accepted <= 120
    assert made.seal.accepted == result.accepted
    assert {row["phase"] for row in made.rejected} == {"requests", "plan", "judgement"}
    assert max(server.paid.contents.values()) == 1
    assert answers(of) == server.paid.contents


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (Settings(judge_rejects=1), "judgement."),
        (Settings(refusals=1, stubborn=1), "requests.refused"),
    ],
)
def test_a_model_that_never_does_it_right(tmp_path: Path, settings: Any, code: str) -> None:
    of = order(tmp_path / "ledger")
    with claude(settings):
        result = finished(of)
    assert (result.accepted, result.unfilled) == (0, 60)
    assert all(name.startswith(code) for name in result.codes)
    made = sealed(of, tmp_path / "sealed")
    assert sorted((row["row"], row["attempt"]) for row in made.rejected) == [
        (row, attempt) for row in range(60) for attempt in range(of.params.attempts)
    ]


def test_without_corrections_and_attempts_a_mistake_is_final(tmp_path: Path) -> None:
    of = order(tmp_path / "ledger", asked={"corrections": 0, "attempts": 1})
    with claude(Settings(bad_plans=0.3)) as server:
        result = finished(of)
    assert 5 < result.unfilled < 40
    assert result.codes["plan.unsound"] == result.unfilled
    assert len(server.paid.payments) == len(groups(of)) + 60 + result.accepted
    sealed(of, tmp_path / "sealed")

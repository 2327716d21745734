"""The sample of sealed answers is of the set of params.yaml, and says that no model wrote it."""

from pathlib import Path

import pytest

from schemas.params import Params, load
from schemas.seal import Seal
from stages.traces.registry.load import load_domains
from stages.traces.sealing.metrics import metrics
from stages.traces.sealing.oracle import SealedOracle
from stages.traces.sealing.read import read_seal
from stages.traces.validator.checker import problems
from tests.sealed_sample import FOLDER, MODEL, ROOT, make
from tests.stages.traces.sealing.sets import contents, rows

STALE = "data/samples/sealed is stale; make it again: python -m tests.sealed_sample"
TRACES, REJECTED, ANSWERS = (
    FOLDER / f"{name}.parquet" for name in ("traces", "rejected", "answers")
)


@pytest.fixture(scope="module")
def params() -> Params:
    return load(ROOT / "params.yaml")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Seal]:
    """The same as it would be made today."""
    folder = tmp_path_factory.mktemp("sample") / "sealed"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"):
            patch.setenv(name, "of the test server")  # `make` sets them for good
        return folder, make(folder)


def test_it_is_of_the_set_of_the_parameters(params: Params) -> None:
    seal, traces = read_seal(FOLDER), params.generate_traces
    assert ROOT / traces.sealed == FOLDER
    ours = (traces.total, traces.seed, traces.created_at, tuple(load_domains()))
    assert (seal.total, seal.seed, seal.created_at, seal.domains) == ours, STALE
    assert traces.domains is None


def test_it_is_asked_for_as_the_parameters_say(params: Params) -> None:
    sealed, oracle = read_seal(FOLDER).oracle, params.oracle
    for name in ("requests_per_call", "attempts", "corrections"):
        assert getattr(sealed, name) == getattr(oracle, name), STALE


def test_no_model_is_said_to_have_written_it() -> None:
    seal = read_seal(FOLDER)
    assert {phase["model"] for phase in seal.oracle.phases.model_dump().values()} == {MODEL}
    assert [*seal.oracle.models] == [MODEL] == ["synthetic"]
    found = {(row["model"], row["served"]) for row in rows(ANSWERS)}
    assert found == {(MODEL, MODEL)}
    assert not [row["models"] for row in rows(TRACES) if "claude" in row["models"]]


def test_every_trace_is_sound() -> None:
    oracle = SealedOracle(FOLDER, load_domains())
    sealed = rows(TRACES)
    assert len(sealed) == read_seal(FOLDER).accepted > 0
    for number, row in enumerate(sealed):
        trace = oracle.trace(row["domain"], row["intent"], number)
        assert problems(trace) == [], STALE


def test_it_shows_what_may_happen() -> None:
    rejected = rows(REJECTED)
    assert {"requests", "judgement"} <= {row["phase"] for row in rejected}
    assert all(row["codes"] and row["problems"] for row in rejected)
    corrected = [row for row in rows(TRACES) if len(row["keys"]) > 3]
    assert corrected
    assert {row["attempt"] for row in rows(TRACES)} >= {0, 1}
    assert {row["stop_reason"] for row in rows(ANSWERS)} == {"end_turn", "max_tokens"}


def test_its_figures_are_plausible() -> None:
    found = metrics(FOLDER)
    assert (found["traces"], found["oracle"]) == (read_seal(FOLDER).accepted, "anthropic")
    assert 0.001 < found["dollars_per_trace"] < 0.1


def test_it_stays_small() -> None:
    assert sum(map(len, contents(FOLDER).values())) < 200_000


def test_it_is_what_would_be_made_today(made: tuple[Path, Seal]) -> None:
    """Prompts, briefs, domain files: whatever changes what is asked changes the answers."""
    folder, seal = made
    same = rows(folder / "traces.parquet") == rows(TRACES)
    assert same, STALE
    same = rows(folder / "rejected.parquet") == rows(REJECTED)
    assert same, STALE
    assert seal.oracle == read_seal(FOLDER).oracle, STALE

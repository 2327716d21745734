"""The sections `oracle` and `runtime.oracle`: what is wrong is named, with what to do."""

import subprocess
import sys
from collections.abc import Callable
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest

from schemas.oracle_words import PHASES
from schemas.params import Params, load
from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import MAX_BATCH_BYTES, MAX_BATCH_REQUESTS, Runtime
from stages.common.errors import PipelineError
from stages.common.params import load_section, read_yaml, validated

ROOT = Path(__file__).parents[2]
PARAMS = ROOT / "params.yaml"
Values = dict[str, Any]
Change = Callable[[Values], object]

PLAN, SONNET = "oracle.phases.plan", "oracle.models.claude-sonnet-5-5"
RUNTIME, BATCH = "runtime.oracle", "runtime.oracle.batch"


def told(change: Change) -> str:
    """What is said of the committed values, changed."""
    values = read_yaml(PARAMS)
    change(values)
    with pytest.raises(PipelineError) as refused:
        validated(Params, values, Path("params.yaml"))
    return str(refused.value)


def at(place: str, **changes: Any) -> Change:
    """Other values in a section, `oracle.phases.plan`."""
    return lambda values: reduce(getitem, place.split("."), values).update(changes)


def test_the_committed_sections() -> None:
    ours, theirs = load_section(OracleParams, "oracle", PARAMS), load(PARAMS)
    assert ours == theirs.oracle
    assert load_section(Runtime, "runtime", PARAMS) == theirs.runtime
    assert {ours.phases.of(name).model for name in PHASES} <= set(ours.models)
    assert ours.phases.plan.model != ours.phases.judgement.model
    assert theirs.runtime.oracle.batch.requests <= MAX_BATCH_REQUESTS
    assert theirs.runtime.oracle.batch.bytes < MAX_BATCH_BYTES


@pytest.mark.parametrize("name", ["temperature", "top_p", "top_k"])
@pytest.mark.parametrize("where", PHASES)
def test_sampling_is_refused_in_a_line_that_says_why(where: str, name: str) -> None:
    assert told(at(f"oracle.phases.{where}", **{name: 1})) == (
        f"params.yaml: oracle.phases.{where}: the Anthropic SDK takes no {name} since version 2; "
        "variety comes from the briefs that requests are asked for with, care from effort"
    )


@pytest.mark.parametrize("where", PHASES)
def test_a_model_without_prices(where: str) -> None:
    assert told(at(f"oracle.phases.{where}", model="claude-opus-9")) == (
        f"params.yaml: oracle: phases.{where}.model: no prices for 'claude-opus-9'; add it to "
        "oracle.models"
    )


def test_a_model_with_prices_that_nobody_asks_is_no_mistake() -> None:
    values = read_yaml(PARAMS)
    prices = values["oracle"]["models"]["claude-haiku-5-5"]
    values["oracle"]["models"]["claude-opus-9"] = prices
    params = validated(Params, values, Path("params.yaml"))
    assert "claude-opus-9" in params.oracle.models


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (at("oracle", atempts=2), "oracle.atempts: unknown key; did you mean 'attempts'?"),
        (
            at(PLAN, max_token=1),
            "oracle.phases.plan.max_token: unknown key; did you mean 'max_tokens'?",
        ),
        (
            lambda v: v["oracle"]["phases"].update(judgment={}),
            "oracle.phases.judgment: unknown key; did you mean 'judgement'?",
        ),
        (
            at(SONNET, cache_write=1),
            "oracle.models.claude-sonnet-5-5.cache_write: unknown key; did you mean "
            "'cache_write_5m'?",
        ),
        (at(RUNTIME, budgets=1), "runtime.oracle.budgets: unknown key; did you mean 'budget'?"),
        (at(BATCH, lingers=1), "runtime.oracle.batch.lingers: unknown key; did you mean 'linger'?"),
        (at(PLAN, zzz=1), "oracle.phases.plan.zzz: unknown key"),
        (lambda v: v["oracle"].pop("models"), "oracle.models: Field required"),
        (lambda v: v["oracle"]["phases"].pop("plan"), "oracle.phases.plan: Field required"),
        (lambda v: v["runtime"].pop("oracle"), "runtime.oracle: Field required"),
    ],
)
def test_keys(change: Change, message: str) -> None:
    assert told(change) == f"params.yaml: {message}"


@pytest.mark.parametrize(
    ("place", "key", "value", "wanted"),
    [
        ("oracle", "requests_per_call", 0, "greater than or equal to 1"),
        ("oracle", "requests_per_call", 51, "less than or equal to 50"),
        ("oracle", "attempts", 0, "greater than or equal to 1"),
        ("oracle", "attempts", 11, "less than or equal to 10"),
        ("oracle", "corrections", -1, "greater than or equal to 0"),
        ("oracle", "corrections", 6, "less than or equal to 5"),
        (PLAN, "max_tokens", 255, "equal to 256"),
        (PLAN, "max_tokens", 128_001, "equal to 128000"),
        (PLAN, "model", "", "at least 1 character"),
        (PLAN, "effort", "huge", "'xhigh' or 'max'"),
        (PLAN, "thinking", True, "'adaptive' or 'disabled'"),
        ("oracle", "models", {}, "at least 1 item"),
        (SONNET, "input", -1, "equal to 0"),
        (SONNET, "output", float("nan"), "equal to 0"),
        (SONNET, "batch", 0, "greater than 0"),
        (SONNET, "batch", 1.01, "less than or equal to 1"),
        (SONNET, "cache_minimum", -1, "equal to 0"),
        (RUNTIME, "transport", "post", "'messages' or 'batches'"),
        (RUNTIME, "keys", [], "at least 1 item"),
        (RUNTIME, "keys", ["A", "B", "A"], "'A' is there twice"),
        (RUNTIME, "concurrency", 0, "greater than or equal to 1"),
        (RUNTIME, "concurrency", 4097, "less than or equal to 4096"),
        (RUNTIME, "budget", 0, "greater than 0"),
        (RUNTIME, "budget", float("nan"), "greater than 0"),
        (RUNTIME, "ledger", "", "at least 1 character"),
        (RUNTIME, "timeout", 0, "greater than 0"),
        (BATCH, "requests", 0, "greater than or equal to 1"),
        (BATCH, "requests", 100_001, "less than or equal to 100000"),
        (BATCH, "bytes", 9_999, "greater than or equal to 10000"),
        (BATCH, "bytes", 256_000_001, "equal to 256000000"),
        (BATCH, "linger", -1, "greater than or equal to 0"),
        (BATCH, "poll", 0, "greater than 0"),
        (BATCH, "settle", -1, "greater than or equal to 0"),
    ],
)
def test_values(place: str, key: str, value: Any, wanted: str) -> None:
    line = told(at(place, **{key: value}))
    assert line.startswith(f"params.yaml: {place}.{key}: ")
    assert wanted in line
    assert "\n" not in line


@pytest.mark.parametrize(
    "change",
    [
        at("oracle", requests_per_call=1, attempts=1, corrections=0),
        at("oracle", requests_per_call=50, attempts=10, corrections=5),
        at(PLAN, max_tokens=256, effort=None, thinking="adaptive"),
        at(PLAN, max_tokens=128_000, effort="max", thinking="disabled"),
        at(SONNET, input=0, output=0, batch=1, cache_minimum=0),
        at(RUNTIME, transport="batches", keys=["A", "B"], concurrency=4096),
        at(BATCH, requests=1, bytes=10_000, linger=0, settle=0),
        at(BATCH, requests=100_000, bytes=256_000_000),
    ],
)
def test_bounds_themselves_are_allowed(change: Change) -> None:
    values = read_yaml(PARAMS)
    change(values)
    validated(Params, values, PARAMS)


def command(file: Path) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "schemas.params", "--file", str(file)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)


def test_the_command_is_content_with_the_committed_file() -> None:
    done = command(PARAMS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_names_each_problem_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    text = PARAMS.read_text()
    assert "      effort: low\n" in text and "    concurrency: 64\n" in text
    changed = text.replace("effort: low", "temperature: 0.7\n      effort: low")
    path.write_text(changed.replace("concurrency: 64", "concurrency: 0"))
    done = command(path)
    first, second = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert first.startswith(f"error: {path}: oracle.phases.requests: the Anthropic SDK takes no ")
    assert second.startswith(f"error: {path}: runtime.oracle.concurrency: ")

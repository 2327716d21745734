"""What keeps the command from asking: one line each, and nothing paid for is lost."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.servers.claude.server import ClaudeServer
from tests.stages.traces.sealing.commands import (
    KEY,
    NOWHERE,
    Done,
    command,
    inside,
    serving,
    spoken,
)
from tests.stages.traces.sealing.sets import write_params

MODELS = "see platform.claude.com/docs/en/about-claude/models"
TWO_KEYS = {"runtime.oracle.keys": ["ANTHROPIC_API_KEY", "SECOND_KEY"]}
PRICES = {
    **dict.fromkeys(("input", "output", "cache_write_5m", "cache_write_1h", "cache_read"), 1.0),
    "batch": 0.5,
    "cache_minimum": 1024,
}


def ran(folder: Path, server: ClaudeServer, **more: str) -> Done:
    """A run that leaves no key anywhere."""
    done = inside(folder, "run", url=server.url, **more)
    assert spoken(folder, done) == []
    return done


@pytest.mark.parametrize("way", [command, inside])
def test_no_key(tmp_path: Path, way: Callable[..., Done]) -> None:
    write_params(tmp_path)
    assert way(tmp_path, "run", ANTHROPIC_API_KEY="").line == (
        "error: runtime.oracle.keys: ANTHROPIC_API_KEY is not set; "
        "export ANTHROPIC_API_KEY=..., or write it to .env"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["params.yaml"]


def test_a_line_for_each_key_that_is_not_set(tmp_path: Path) -> None:
    write_params(tmp_path, TWO_KEYS)
    done = inside(tmp_path, "run", ANTHROPIC_API_KEY="")
    assert done.code == 1
    assert [line.split("; ")[0] for line in done.err.splitlines()] == [
        "error: runtime.oracle.keys: ANTHROPIC_API_KEY is not set",
        "error: runtime.oracle.keys: SECOND_KEY is not set",
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"keys": ["another"]}, "invalid x-api-key"),
        (
            {"forbidden_keys": [KEY]},
            "Your API key does not have permission to use the specified resource.",
        ),
    ],
)
def test_a_key_that_the_api_does_not_accept(
    tmp_path: Path, settings: dict[str, Any], message: str
) -> None:
    write_params(tmp_path)
    with serving(**settings) as server:
        assert ran(tmp_path, server).line == (
            f"error: ANTHROPIC_API_KEY: the API does not accept the key: {message}; "
            "check the key in the environment or in .env"
        )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"model": "claude-new-9"}, f"model: 'claude-new-9' is not known to the API; {MODELS}"),
        ({"model": "claude-old-1"}, f"model: 'claude-old-1' is retired; {MODELS}"),
        (
            {"effort": "xhigh"},
            "effort: claude-sonnet-5-5 does not take 'xhigh'; null leaves it to the model",
        ),
        (
            {"model": "claude-plain-1", "max_tokens": 4096, "effort": None},
            "model: claude-plain-1 has no structured outputs, which every phase needs",
        ),
    ],
)
def test_what_a_model_can_not_do(tmp_path: Path, changes: dict[str, Any], line: str) -> None:
    model = changes.get("model", "claude-sonnet-5-5")
    settings = {f"oracle.phases.plan.{name}": value for name, value in changes.items()}
    write_params(tmp_path, {**settings, f"oracle.models.{model}": PRICES})
    with serving() as server:
        assert ran(tmp_path, server).line == f"error: oracle.phases.plan.{line}"
        assert not server.paid.payments


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"oracle.phases.plan.temperature": 0.7},
            "oracle.phases.plan: the Anthropic SDK takes no temperature since version 2; variety "
            "comes from the briefs that requests are asked for with, care from effort",
        ),
        (
            {"oracle.phases.plan.model": "claude-opus-5"},
            "oracle: phases.plan.model: no prices for 'claude-opus-5'; add it to oracle.models",
        ),
        (
            {"runtime.oracle.concurency": 9},
            "runtime.oracle.concurency: unknown key; did you mean 'concurrency'?",
        ),
        (
            {"generate_traces.domains": ["Legl"]},
            "generate_traces.domains: no domain 'Legl'; did you mean 'Legal'?",
        ),
    ],
)
def test_parameters(tmp_path: Path, changes: dict[str, Any], line: str) -> None:
    write_params(tmp_path, changes)
    assert inside(tmp_path, "run").line == f"error: params.yaml: {line}"


def test_no_network(tmp_path: Path) -> None:
    write_params(tmp_path)
    done = inside(tmp_path, "run", url=NOWHERE)
    assert re.fullmatch(
        r"error: ANTHROPIC_API_KEY: no connection to the API \(\w+\); "
        r"nothing paid for is lost; run it again later",
        done.line,
    )
    assert spoken(tmp_path, done) == []


def test_another_run_writes_to_the_ledger(tmp_path: Path) -> None:
    write_params(tmp_path)
    folder = tmp_path / "data/oracle/ledger"
    folder.mkdir(parents=True)
    with serving() as server, FileLock(folder / "ledger.lock"):
        line = command(tmp_path, "run", url=server.url).line
        assert not server.paid.payments
    assert line == "error: data/oracle/ledger: another run is writing here; wait for it to end"


def test_a_ledger_that_can_not_be_written(tmp_path: Path) -> None:
    """Root may write everywhere, so it goes without that power for a moment."""
    write_params(tmp_path)
    (tmp_path / "data").mkdir(mode=0o555)
    powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    with serving() as server:
        done = command(tmp_path, "run", url=server.url, wrapper=powerless)
        assert not server.paid.payments
    assert done.line == ("error: data/oracle/ledger: no ledger can be kept: Permission denied")


def test_another_folder(tmp_path: Path) -> None:
    assert inside(tmp_path, "run").line == (
        "error: params.yaml: no such file; run from the repository's top folder"
    )

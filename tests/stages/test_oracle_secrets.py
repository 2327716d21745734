"""API keys are read and sent, and are to be found nowhere else."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from tests.stages.traces.sealing.commands import (
    KEY,
    NOWHERE,
    SECOND,
    command,
    inside,
    serving,
    spoken,
)
from tests.stages.traces.sealing.sets import contents, write_params

TWO_KEYS = {
    "generate_traces.total": 20,
    "generate_traces.oracle": "anthropic",
    "runtime.oracle.keys": ["ANTHROPIC_API_KEY", "SECOND_KEY"],
}
LOG = {"ANTHROPIC_LOG": "debug", "SECOND_KEY": SECOND}


def test_from_the_first_request_to_the_traces(tmp_path: Path) -> None:
    write_params(tmp_path, TWO_KEYS)
    with serving(latency=0.01) as server:
        done = [command(tmp_path, "run", url=server.url, **LOG)]
        keys = {payment.key for payment in server.paid.payments}
    done += [inside(tmp_path, name, **LOG) for name in ("status", "seal", "estimate", "restore")]
    done.append(command(tmp_path, stage="generate_traces", **LOG))
    assert [one.code for one in done] == [0, 0, 0, 0, 1, 0]
    assert keys == {KEY, SECOND}
    assert "DEBUG] Request options: {'method': 'post', 'url': '/v1/messages'" in done[0].err
    written = contents(tmp_path)
    for name in (
        "data/oracle/ledger/ledger.db",
        "data/oracle/sealed/seal.json",
        "data/reports/oracle-metrics.json",
        "data/rejects/traces.jsonl",
        "data/traces/metadata-test.json",
    ):
        assert name in written
    assert b"SECOND_KEY" in written["data/oracle/ledger/ledger.db"]
    assert spoken(tmp_path, *done) == []


def test_a_run_through_batches(tmp_path: Path) -> None:
    write_params(tmp_path, {**TWO_KEYS, "runtime.oracle.transport": "batches"})
    with serving() as server:
        done = inside(tmp_path, "run", url=server.url, SECOND_KEY=SECOND)
        assert len(server.paid.by("batches").payments) == 20 * 2 + 2
    assert done.code == 0
    assert spoken(tmp_path, done) == []


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"keys": ["another"]}, "the API does not accept the key"),
        ({"forbidden_keys": [KEY]}, "the API does not accept the key"),
        ({"unpaid_keys": [KEY]}, "a spend limit is reached"),
        ({"error_500": 1.0}, "500 api_error"),
        ({"cut_before": 1.0}, "nothing paid for is lost"),
    ],
)
def test_what_libraries_say_of_an_error(
    tmp_path: Path, settings: dict[str, Any], told: str
) -> None:
    write_params(tmp_path, TWO_KEYS)
    with serving(**settings) as server:
        done = inside(tmp_path, "run", url=server.url, log=logging.DEBUG, SECOND_KEY=SECOND)
    assert done.code == 1
    assert told in done.err.splitlines()[-1]
    assert "Request options: {'method': 'get', 'url': '/v1/models/" in done.err
    assert spoken(tmp_path, done) == []


def test_a_spend_limit_with_its_traceback(tmp_path: Path) -> None:
    write_params(tmp_path, TWO_KEYS)
    with serving(spend_limits={KEY: 0.04, SECOND: 0.0}) as server:
        done = command(tmp_path, "--debug", "run", url=server.url, **LOG)
    assert done.code == 1
    assert "a spend limit is reached: " in done.err.splitlines()[-1]
    assert spoken(tmp_path, done) == []


@pytest.mark.parametrize("key", [f"{KEY}\r\nX-More: 1", f"{KEY}\N{EM DASH}"])
def test_a_key_that_no_header_takes(tmp_path: Path, key: str) -> None:
    """What refuses it might quote it."""
    write_params(tmp_path)
    with serving() as server:
        with pytest.raises(PipelineError, match="ANTHROPIC_API_KEY: ") as error:
            inside(tmp_path, "--debug", "run", url=server.url, ANTHROPIC_API_KEY=key)
        assert not server.paid.payments
        assert set(server.requests) <= {("GET /v1/models/{id}", "401")}
    assert not [text for text in chain(error.value) if KEY in text]
    assert spoken(tmp_path) == []


def chain(error: BaseException | None) -> Iterator[str]:
    """What it and all that led to it say."""
    while error:
        yield f"{error!r} {error}"
        error = error.__cause__ or error.__context__


def test_no_network(tmp_path: Path) -> None:
    write_params(tmp_path, TWO_KEYS)
    done = inside(tmp_path, "run", url=NOWHERE, log=logging.DEBUG, SECOND_KEY=SECOND)
    assert "no connection to the API" in done.err.splitlines()[-1]
    assert spoken(tmp_path, done) == []


def test_keys_in_a_file_stay_there(tmp_path: Path) -> None:
    write_params(tmp_path, TWO_KEYS)
    path = tmp_path / ".env"
    path.write_text(f"ANTHROPIC_API_KEY={KEY}\nSECOND_KEY='{SECOND}'\n")
    with serving() as server:
        done = inside(tmp_path, "run", url=server.url, ANTHROPIC_API_KEY="")
        assert {payment.key for payment in server.paid.payments} <= {KEY, SECOND}
    assert done.code == 0
    assert spoken(tmp_path, done) == [str(path)]

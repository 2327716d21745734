"""The command that asks a model, seals its answers and says what they cost."""

import shutil
from pathlib import Path

from tests.stages.traces.sealing.commands import command, inside, serving, spoken
from tests.stages.traces.sealing.sets import contents, write_params

SIXTY = {"generate_traces.total": 60}
MESSAGES = ("POST /v1/messages", "200")


def test_help(tmp_path: Path) -> None:
    done = command(tmp_path, "--help")
    assert (done.code, done.err) == (0, "")
    for name in ("estimate", "run", "status", "seal", "restore"):
        assert f"    python -m stages.oracle {name} " in done.out


def test_an_estimate_needs_neither_ledger_nor_key_nor_network(tmp_path: Path) -> None:
    write_params(tmp_path, SIXTY)
    done = command(tmp_path, "estimate", ANTHROPIC_API_KEY="")
    assert (done.code, done.err) == (0, "")
    head, *phases, missing, spent = done.out.splitlines()
    assert head.split() == ["phase", "calls", "input", "cached", "output", "USD"]
    assert [row.split()[:2] for row in phases] == [
        ["requests", "6"],
        ["plan", "60"],
        ["judgement", "60"],
    ]
    assert missing.startswith("60 of 60 traces are missing: about 0.")
    assert spent == "spent so far: 0.00 USD of a budget of 5.00"
    assert [path.name for path in tmp_path.iterdir()] == ["params.yaml"]


def test_from_estimate_to_seal(tmp_path: Path) -> None:
    write_params(tmp_path, SIXTY)
    with serving() as server:
        done = command(tmp_path, "run", url=server.url)
        dollars, calls = server.paid.dollars, server.requests[MESSAGES]
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[-1] == (
        f"60 of 60 traces accepted; 0 not to be had, 0 not finished; {dollars:.2f} USD spent "
        f"in all, {dollars / 60:.4f} an accepted trace"
    )
    status = inside(tmp_path, "status")
    assert sum(int(row.split()[1]) for row in status.out.splitlines()[1:4]) == calls
    assert status.out.splitlines()[-1] == f"{dollars:.2f} USD in all"
    sealed = inside(tmp_path, "seal")
    assert sealed.out == (
        "data/oracle/sealed: 60 of 60 traces\n"
        "now: dvc add data/oracle/sealed, set generate_traces.oracle and .sealed, dvc repro, "
        "dvc push\n"
    )
    estimate = inside(tmp_path, "estimate")
    assert "all 60 traces are in the ledger" in estimate.out.splitlines()
    assert not status.err + sealed.err + estimate.err
    assert spoken(tmp_path, done, status, sealed, estimate) == []


def test_a_set_is_restored_and_gone_on_with(tmp_path: Path) -> None:
    write_params(tmp_path)
    with serving() as server:
        assert inside(tmp_path, "run", url=server.url).code == 0
        inside(tmp_path, "seal")
        before = contents(tmp_path / "data/oracle/sealed")
        shutil.rmtree(tmp_path / "data/oracle/ledger")
        server.reset()
        restored = inside(tmp_path, "restore")
        assert inside(tmp_path, "run", url=server.url).code == 0
        assert not server.paid.payments
    assert restored.out == f"data/oracle/ledger: {40 * 2 + 2 * 2} answers\n"
    assert inside(tmp_path, "seal").code == 0
    assert contents(tmp_path / "data/oracle/sealed") == before


def test_rows_that_are_not_to_be_had_are_no_failure(tmp_path: Path) -> None:
    write_params(tmp_path, {"generate_traces.total": 6})
    with serving(judge_rejects=1.0) as server:
        done = inside(tmp_path, "run", url=server.url)
    assert (done.code, done.err) == (0, "")
    accepted = "0 of 6 traces accepted; 6 not to be had, 0 not finished"
    assert accepted in done.out
    assert inside(tmp_path, "seal").out.startswith("data/oracle/sealed: 0 of 6 traces\n")

"""Where money ends: the budget, and spend limits of the API's keys."""

from pathlib import Path

import pytest

from tests.servers.claude.server import ClaudeServer
from tests.stages.traces.sealing.commands import KEY, SECOND, Done, inside, serving
from tests.stages.traces.sealing.sets import write_params

TRACES = {"generate_traces.total": 320, "runtime.oracle.budget": 1.0}
ENFORCED = "Your organization has crossed the monthly API usage threshold of its API tier."
SPECIFIED = (
    "You have reached your specified API usage limits. "
    "You will regain access on 2026-12-01 at 00:00 UTC."
)
RAISE = "raise it in the console or add a key to runtime.oracle.keys; nothing paid for is lost"
TWO_KEYS = {"runtime.oracle.keys": ["ANTHROPIC_API_KEY", "SECOND_KEY"]}
REACHED = "error: runtime.oracle.budget: the budget of 1.00 USD is used up: "
GO_ON = "nothing paid for is lost; raise it and run again to go on"


def stopped(folder: Path, server: ClaudeServer) -> Done:
    done = inside(folder, "run", url=server.url)
    assert done.line.startswith(REACHED)
    assert done.line.endswith(GO_ON)
    return done


def test_it_stops_there_and_goes_on_when_it_is_raised(tmp_path: Path) -> None:
    write_params(tmp_path, TRACES)
    with serving() as server:
        done = stopped(tmp_path, server)
        spent, paid = server.paid.dollars, len(server.paid.payments)
        assert 0.9 < spent < 1.01  # answers may cost more than their estimates
        assert f"{spent:.2f} USD spent in all" in done.out
        assert inside(tmp_path, "seal").line.endswith("python -m stages.oracle run")
        write_params(tmp_path, {**TRACES, "runtime.oracle.budget": 5.0})
        again = inside(tmp_path, "run", url=server.url)
        assert (again.code, again.err) == (0, "")
        assert "320 of 320 traces accepted" in again.out
        assert len(server.paid.payments) == 2 * 320 + 32 > paid
        assert set(server.paid.contents.values()) == {1}


def test_cold_caches_do_not_pass_it(tmp_path: Path) -> None:
    many = {"generate_traces.domains": None, "generate_traces.total": 120}
    write_params(tmp_path, {**TRACES, **many, "runtime.oracle.concurrency": 64})
    with serving(latency=0.05) as server:
        stopped(tmp_path, server)
        assert server.paid.dollars <= 1.0


def test_it_is_used_up_before_the_run_stops(tmp_path: Path) -> None:
    write_params(tmp_path, {**TRACES, "runtime.oracle.concurrency": 64})
    with serving() as server:
        stopped(tmp_path, server)
        assert server.paid.dollars > 0.9


def test_no_money_from_the_start(tmp_path: Path) -> None:
    write_params(tmp_path)
    with serving(unpaid_keys=[KEY]) as server:
        assert inside(tmp_path, "run", url=server.url).line == (
            "error: a spend limit is reached: ANTHROPIC_API_KEY: Your credit balance is too low "
            "to access the Anthropic API.; raise it in the console"
        )


@pytest.mark.parametrize(("form", "message"), [("enforced", ENFORCED), ("specified", SPECIFIED)])
def test_a_spend_limit_is_reached_on_the_way(tmp_path: Path, form: str, message: str) -> None:
    write_params(tmp_path)
    with serving(spend_limits={KEY: 0.06}, spend_limit_form=form) as server:
        done = inside(tmp_path, "run", url=server.url)
        paid = len(server.paid.payments)
        assert done.line == (
            f"error: a spend limit is reached: ANTHROPIC_API_KEY: {message}; {RAISE}"
        )
        assert paid > 0
        server.settings.spend_limits.clear()
        assert inside(tmp_path, "run", url=server.url).code == 0
        assert set(server.paid.contents.values()) == {1}


@pytest.mark.parametrize("form", ["enforced", "specified"])
def test_another_key_goes_on(tmp_path: Path, form: str) -> None:
    write_params(tmp_path, TWO_KEYS)
    with serving(spend_limits={KEY: 0.06}, spend_limit_form=form) as server:
        done = inside(tmp_path, "run", url=server.url, SECOND_KEY=SECOND)
        keys = {payment.key for payment in server.paid.payments}
    assert (done.code, done.err) == (0, "")
    assert "40 of 40 traces accepted" in done.out
    assert keys == {KEY, SECOND}

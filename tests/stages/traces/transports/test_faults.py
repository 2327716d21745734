import asyncio
import re
import socket
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.traces.transports.faults import Fault, LaneClosed, Uncertain, Unsent, explained
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports.asking import asks, claude, lane, runtime

SECRET = "sk-ant-very-secret"
PHASE = "judgement"


async def said(body: dict[str, Any], key: str, timeout: float) -> Exception:
    """What a question comes to that fails."""
    async with lane({"MY_KEY": key}, runtime(timeout=timeout)) as made:
        try:
            await made.client.messages.create(**body)
        except Exception as error:
            return explained(error, made.name, PHASE)
    raise AssertionError("there was an answer")


def found(
    body: dict[str, Any] | None = None, key: str = SECRET, timeout: float = 60, **settings: Any
) -> Exception:
    """The same, at a server that is like that; the key is in nothing that is told."""
    sent = asks(1)[0].sent("5m") | (body or {})
    with claude(Settings(**{"keys": {SECRET}, **settings})):
        error = asyncio.run(said(sent, key, timeout))
    for text in (str(error), repr(error), repr(vars(error))):
        assert key not in text
    return error


@pytest.mark.parametrize(
    ("settings", "key"),
    [({}, "sk-ant-of-nobody"), ({"forbidden_keys": {SECRET}}, SECRET)],
)
def test_keys_that_are_not_accepted(settings: dict[str, Any], key: str) -> None:
    error = found(key=key, **settings)
    assert isinstance(error, PipelineError)
    assert "does not accept the key" in error.what
    assert error.where == "MY_KEY"
    assert error.fix == "check the key in the environment or in .env"


@pytest.mark.parametrize(
    "settings",
    [
        {"unpaid_keys": {SECRET}},
        {"spend_limits": {SECRET: 0}},
        {"spend_limits": {SECRET: 0}, "spend_limit_form": "specified"},
    ],
)
def test_money_that_is_spent_closes_the_lane(settings: dict[str, Any]) -> None:
    error = found(**settings)
    assert isinstance(error, LaneClosed)
    assert str(error).startswith("MY_KEY: Your") or str(error).startswith("MY_KEY: You have")


def test_a_model_that_there_is_not() -> None:
    error = found({"model": "claude-new-9"})
    assert isinstance(error, PipelineError)
    assert "claude-new-9" in error.what
    assert error.where == "oracle.phases.judgement.model"
    assert error.fix and "about-claude/models" in error.fix


def test_a_request_that_is_refused() -> None:
    error = found({"max_tokens": 1_000_000})
    assert isinstance(error, PipelineError)
    assert error.what.startswith("the API refuses the request (400): max_tokens: 1000000 >")
    assert error.where == "oracle.phases.judgement"


def test_a_request_that_is_too_large() -> None:
    error = found(max_message_bytes=100)
    assert isinstance(error, PipelineError)
    assert "(413)" in error.what


@pytest.mark.parametrize(
    ("settings", "what", "wait", "slow"),
    [
        ({"rate_limited": 1, "retry_after": 7}, "429 rate_limit_error", 7.0, True),
        ({"rate_limited_bare": 1}, "429 rate_limit_error", None, True),
        ({"error_500": 1}, "500 api_error", None, False),
        ({"error_504": 1}, "504 timeout_error", None, False),
        ({"overloaded": 1}, "529 overloaded_error", None, True),
    ],
)
def test_what_may_be_tried_again(
    settings: dict[str, Any], what: str, wait: float | None, slow: bool
) -> None:
    error = found(**settings)
    assert type(error) is Fault
    assert (error.what, error.wait, error.slow) == (what, wait, slow)


@pytest.mark.parametrize(
    ("share", "seed"),
    [
        ("cut_before", 0),
        ("cut_after", 2),  # without an answer
        ("cut_after", 0),  # within it
    ],
)
def test_connections_that_break_leave_doubt(share: str, seed: int) -> None:
    error = found(seed=seed, **{share: 1})
    assert type(error) is Uncertain
    assert error.what.startswith("the connection broke (")
    assert (error.wait, error.slow) == (None, False)


def test_an_answer_that_takes_too_long_leaves_doubt() -> None:
    error = found(timeout=0.1, latency=5)
    assert type(error) is Uncertain
    assert re.fullmatch(r"the connection broke \(\w*Timeout\w*\)", error.what)


def test_without_a_connection_nothing_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens, and nobody else can
        monkeypatch.setenv("ANTHROPIC_BASE_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        error = asyncio.run(said(asks(1)[0].sent("5m"), SECRET, 60))
    assert type(error) is Unsent
    assert re.fullmatch(r"no connection to the API \(\w+\)", error.what)


def test_what_is_no_error_of_the_api_is_left_as_it_is() -> None:
    for error in (PipelineError("disk full"), ValueError("a mistake of ours")):
        assert explained(error, "MY_KEY") is error


def test_words_that_do_not_come_from_the_api_are_one_line() -> None:
    error = found({"thinking": {"type": "enabled\n\n" + "x" * 2000}})
    assert isinstance(error, PipelineError)
    assert "\n" not in error.what
    assert len(error.what) < 600

"""OracleAgent: what scripts and notebooks use."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.domain import INTENTS
from schemas.trace import GoldTrace
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.agents import agent
from tests.stages.traces.phases.sets import asked_for
from tests.stages.traces.transports.asking import claude


@pytest.fixture
def server() -> Iterator[ClaudeServer]:
    with claude() as made:
        yield made


def test_traces_of_a_domain(tmp_path: Path, server: ClaudeServer) -> None:
    traces = agent(tmp_path).generate_traces_for_domain("Finance", 18)
    assert [trace.validated for trace in traces] == [True] * 18
    assert {trace.request.domain for trace in traces} == {"Finance"}
    assert Counter(trace.request.intent_category for trace in traces) == dict.fromkeys(INTENTS, 3)
    assert len({trace.trace_id for trace in traces}) == 18
    assert traces[0].metadata["models"] == {
        "requests": "claude-sonnet-5-5",
        "plan": "claude-sonnet-5-5",
        "judgement": "claude-haiku-5-5",
    }


@pytest.mark.parametrize("transport", ["messages", "batches"])
def test_to_call_again_costs_nothing(tmp_path: Path, server: ClaudeServer, transport: str) -> None:
    made = agent(tmp_path, transport=transport)
    first = made.generate_traces_for_domain("Finance", 10)
    before = asked_for(server)
    assert made.generate_traces_for_domain("Finance", 10) == first
    assert agent(tmp_path).generate_traces_for_domain("Finance", num_traces=10) == first
    assert asked_for(server) == before
    assert made.generate_traces_for_domain("Finance", 20)[:10] == first
    assert max(server.paid.contents.values()) == 1
    assert len(server.paid.payments) == 2 * 21


def test_phase_by_phase(tmp_path: Path, server: ClaudeServer) -> None:
    made = agent(tmp_path)
    drafts = made.generate_user_requests("Healthcare", 7)
    assert len({draft.text for draft in drafts}) == 7
    assert len(server.paid.payments) == 1
    trace = made.generate_tool_graph(drafts[3])
    assert trace.request.text == drafts[3].text
    assert not trace.validated
    assert len(server.paid.payments) == 2
    assert made.validate_trace(trace) == (True, ())
    assert len(server.paid.payments) == 3
    assert made.generate_user_requests("Healthcare", 7) == drafts
    assert made.generate_tool_graph(drafts[3]) == trace
    assert made.validate_trace(trace) == (True, ())
    assert asked_for(server) == 3


def damaged(trace: GoldTrace) -> GoldTrace:
    """With a call of a tool that there is not."""
    plain = trace.to_training_format()
    plain["graph"]["calls"][-1]["tool_id"] = "finance.do_everything"
    return GoldTrace.model_validate(plain)


def test_what_the_validator_finds_no_judge_is_asked_about(
    tmp_path: Path, server: ClaudeServer
) -> None:
    made = agent(tmp_path)
    (trace,) = made.generate_traces_for_domain("Finance", 1)
    before = asked_for(server)
    sound, problems = made.validate_trace(damaged(trace))
    assert not sound
    assert any("finance.do_everything" in problem for problem in problems)
    assert asked_for(server) == before


def test_what_the_judge_finds(tmp_path: Path) -> None:
    with claude(Settings(judge_rejects=1)):
        made = agent(tmp_path)
        draft, *_ = made.generate_user_requests("Finance", 3)
        sound, problems = made.validate_trace(made.generate_tool_graph(draft))
    assert not sound
    assert len(problems) == 1
    assert problems[0].startswith("call_1: The plan fails at")


def test_from_within_a_running_event_loop(tmp_path: Path, server: ClaudeServer) -> None:
    """As in a notebook."""

    async def cell() -> list[GoldTrace]:
        made = agent(tmp_path)
        draft, *_ = made.generate_user_requests("Finance", 2)
        assert made.validate_trace(made.generate_tool_graph(draft))[0]
        return made.generate_traces_for_domain("Finance", 3)

    assert len(asyncio.run(cell())) == 3

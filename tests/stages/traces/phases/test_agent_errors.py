"""What an OracleAgent can not do, and says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stages.traces.oracle_agent import PipelineError
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings
from tests.stages.traces.phases.agents import agent
from tests.stages.traces.phases.sets import asked_for
from tests.stages.traces.transports.asking import POST, claude


@pytest.fixture
def server() -> Iterator[ClaudeServer]:
    with claude() as made:
        yield made


@pytest.mark.parametrize(
    "call",
    [
        lambda made, draft: made.generate_traces_for_domain("Finance", 5),
        lambda made, draft: made.generate_user_requests("Finance", 5),
        lambda made, draft: made.generate_tool_graph(draft),
    ],
)
def test_a_budget_that_is_used_up(tmp_path: Path, server: ClaudeServer, call: Any) -> None:
    draft, *_ = agent(tmp_path).generate_user_requests("Finance", 3)
    poor = agent(tmp_path, budget=0.0001)
    before = asked_for(server)
    with pytest.raises(PipelineError, match="nothing paid for is lost; raise it") as error:
        call(poor, draft)
    assert error.value.where == "runtime.oracle.budget"
    assert asked_for(server) == before


def test_what_is_not_to_be_had_is_missing_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with claude(Settings(judge_rejects=1)):
        assert agent(tmp_path).generate_traces_for_domain("Finance", 4) == []
    assert caplog.messages == ["Finance: 4 of 4 traces are not to be had"]


def test_a_set_that_could_not_be_finished_is_an_error(tmp_path: Path) -> None:
    with claude(Settings(errored_items=1)):
        made = agent(tmp_path, transport="batches")
        with pytest.raises(PipelineError):
            made.generate_traces_for_domain("Finance", 4)


def test_no_plan_that_can_be_used(tmp_path: Path) -> None:
    with claude(Settings(malformed=1, stubborn=1)) as server:
        made = agent(tmp_path)
        server.settings.malformed = 0
        draft, *_ = made.generate_user_requests("Finance", 2)
        server.settings.malformed = 1
        with pytest.raises(PipelineError, match="no plan can be used") as error:
            made.generate_tool_graph(draft)
    assert error.value.where == draft.text


@pytest.mark.parametrize("number", [0, 51])
def test_numbers_of_requests_that_one_call_can_not_write(
    tmp_path: Path, server: ClaudeServer, number: int
) -> None:
    with pytest.raises(PipelineError):
        agent(tmp_path).generate_user_requests("Finance", number)


def test_a_domain_that_there_is_not(tmp_path: Path, server: ClaudeServer) -> None:
    with pytest.raises(PipelineError, match="did you mean 'Finance'"):
        agent(tmp_path).generate_traces_for_domain("Finances", 3)
    assert not server.requests


def test_keys(tmp_path: Path, server: ClaudeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that is given, else those that the parameters name."""
    with pytest.raises(PipelineError, match="ANTHROPIC_API_KEY: the API does not accept the key"):
        agent(tmp_path, "sk-ant-of-nobody").generate_user_requests("Finance", 1)
    assert len(agent(tmp_path, None).generate_user_requests("Finance", 1)) == 1
    monkeypatch.setenv("ANTHROPIC_API_KEY", "")
    with pytest.raises(PipelineError, match="ANTHROPIC_API_KEY is not set"):
        agent(tmp_path, None)
    assert server.requests[POST, "200"] == 1

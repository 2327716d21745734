import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from schemas.oracle_words import PHASES, Transport
from schemas.sections.oracle import Phases
from stages.common.errors import PipelineError
from stages.traces.transports.preflight import preflight
from tests.servers.claude.settings import Settings
from tests.stages.traces.transports.asking import KEYS, claude, lanes, params

GET = "GET /v1/models/{id}"
MODELS = "see platform.claude.com/docs/en/about-claude/models"
NULL = "null leaves it to the model"
PLAIN = "claude-plain-1"


def phases(**changes: Mapping[str, Any]) -> Phases:
    """Those of params.yaml, with changes by phase."""
    plain = params().oracle.phases.model_dump()
    return Phases.model_validate(
        {name: {**of, **changes.get(name, {})} for name, of in plain.items()}
    )


def found(
    wanted: Phases,
    transport: Transport = "messages",
    keys: Mapping[str, str] = KEYS,
    settings: Settings | None = None,
) -> list[str]:
    """The lines of what would be refused; nothing is paid for."""

    async def within() -> None:
        async with lanes(keys) as made:
            await preflight(made, wanted, transport, 5)

    with claude(settings) as server:
        try:
            asyncio.run(within())
        except PipelineError as error:
            return str(error).split("\nerror: ")
        finally:
            assert {endpoint for endpoint, _ in server.requests} == {GET}
    return []


@pytest.mark.parametrize("transport", ["messages", "batches"])
def test_nothing_is_wrong_with_the_parameters_of_the_repository(transport: Transport) -> None:
    assert found(phases(), transport) == []


@pytest.mark.parametrize("phase", PHASES)
def test_a_model_that_is_unknown(phase: str) -> None:
    assert found(phases(**{phase: {"model": "claude-new-9"}})) == [
        f"oracle.phases.{phase}.model: 'claude-new-9' is not known to the API; {MODELS}"
    ]


def test_a_model_that_is_retired() -> None:
    assert found(phases(plan={"model": "claude-old-1"})) == [
        f"oracle.phases.plan.model: 'claude-old-1' is retired; {MODELS}"
    ]


def test_a_model_that_can_do_nothing_of_what_is_wanted() -> None:
    wanted = {"model": PLAIN, "max_tokens": 5000, "effort": "low", "thinking": "adaptive"}
    place = "oracle.phases.judgement"
    assert found(phases(judgement=wanted)) == [
        f"{place}.max_tokens: 5000 is above the 4096 of {PLAIN}",
        f"{place}.model: {PLAIN} has no structured outputs, which every phase needs",
        f"{place}.effort: {PLAIN} does not take 'low'; {NULL}",
        f"{place}.thinking: {PLAIN} does not take 'adaptive'; {NULL}",
    ]


def test_what_is_left_to_the_model_is_never_wrong() -> None:
    wanted = {"model": PLAIN, "max_tokens": 4096, "effort": None, "thinking": None}
    assert found(phases(judgement=wanted)) == [
        f"oracle.phases.judgement.model: {PLAIN} has no structured outputs, which every phase needs"
    ]


def test_one_level_of_effort_that_a_model_does_not_take() -> None:
    assert found(phases(requests={"effort": "max"})) == []
    assert found(phases(requests={"effort": "xhigh"})) == [
        f"oracle.phases.requests.effort: claude-sonnet-5-5 does not take 'xhigh'; {NULL}"
    ]


def test_all_phases_are_looked_at_and_each_model_is_asked_for_once() -> None:
    with claude() as server:
        wanted = phases(**{phase: {"model": "claude-new-9"} for phase in PHASES})

        async def within() -> None:
            async with lanes() as made:
                await preflight(made, wanted, "messages", 5)

        with pytest.raises(PipelineError) as error:
            asyncio.run(within())
    assert len(str(error.value).splitlines()) == 3
    assert server.requests == {(GET, "404"): 1}


def test_every_key_is_tried() -> None:
    settings = Settings(keys={"first", "second"}, forbidden_keys={"second"})
    (line,) = found(phases(), keys={"ONE": "first", "TWO": "second"}, settings=settings)
    assert line.startswith("TWO: the API does not accept the key: Your API key does not have")
    assert line.endswith("; check the key in the environment or in .env")


def test_money_that_is_spent_is_seen_before_anything_is_asked() -> None:
    (line,) = found(phases(), settings=Settings(unpaid_keys={"test-key"}))
    assert line.startswith("a spend limit is reached: KEY: Your credit balance is too low")


def test_a_busy_api_is_asked_again() -> None:
    share = {"overloaded": 0.3, "cut_before": 0.2, "rate_limited": 0.2, "retry_after": 0.01}
    assert found(phases(), settings=Settings(**share)) == []


def test_an_api_that_does_not_answer_is_given_up() -> None:
    (line,) = found(phases(), settings=Settings(error_500=1))
    assert line == "KEY: 500 api_error; nothing paid for is lost; run it again later"

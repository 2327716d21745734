"""Before anything is paid for: whether the API takes the keys, the models and their settings.

The Models API costs nothing and says what each model can do.
"""

from collections.abc import Iterator, Mapping

from anthropic import NotFoundError
from anthropic.types import ModelInfo

from schemas.oracle_words import PHASES, Phase, Transport
from schemas.sections.oracle import Phases, PhaseSettings
from stages.common.errors import PipelineError, PipelineErrors
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from stages.traces.transports.patience import patiently

MODELS = "platform.claude.com/docs/en/about-claude/models"


async def preflight(lanes: Lanes, phases: Phases, transport: Transport, retries: int) -> None:
    """Raise PipelineErrors with a line for everything that the API would refuse."""
    problems: list[PipelineError] = []
    for lane in lanes:
        infos = {
            model: await patiently(lane, retries, lambda: _info(lane, model))  # noqa: B023
            for model in dict.fromkeys(phases.of(phase).model for phase in PHASES)
        }
        problems += _problems(phases, infos, transport)
        if problems:
            raise PipelineErrors(problems)


async def _info(lane: Lane, model: str) -> ModelInfo | None:
    try:
        return await lane.client.models.retrieve(model)
    except NotFoundError:
        return None


def _problems(
    phases: Phases, infos: Mapping[str, ModelInfo | None], transport: Transport
) -> Iterator[PipelineError]:
    for phase in PHASES:
        settings = phases.of(phase)
        info = infos[settings.model]
        if info is None or info.lifecycle == "retired":
            known = "is retired" if info else "is not known to the API"
            yield PipelineError(
                f"{settings.model!r} {known}", where=_place(phase, "model"), fix=f"see {MODELS}"
            )
        else:
            yield from _unfit(phase, settings, info, transport)


def _unfit(
    phase: Phase, settings: PhaseSettings, info: ModelInfo, transport: Transport
) -> Iterator[PipelineError]:
    """What the model can't do, as far as the API says what it can."""
    can = info.capabilities
    if info.max_tokens and settings.max_tokens > info.max_tokens:
        what = f"{settings.max_tokens} is above the {info.max_tokens} of {info.id}"
        yield PipelineError(what, where=_place(phase, "max_tokens"))
    if can is None:
        return
    if not can.structured_outputs.supported:
        yield PipelineError(
            f"{info.id} has no structured outputs, which every phase needs",
            where=_place(phase, "model"),
        )
    if transport == "batches" and not can.batch.supported:
        yield PipelineError(f"{info.id} takes no batches", where=_place(phase, "model"))
    if settings.effort and not _supports(can.effort, settings.effort):
        yield PipelineError(
            f"{info.id} does not take {settings.effort!r}",
            where=_place(phase, "effort"),
            fix="null leaves it to the model",
        )
    if settings.thinking and not _supports(can.thinking.types, settings.thinking):
        yield PipelineError(
            f"{info.id} does not take {settings.thinking!r}",
            where=_place(phase, "thinking"),
            fix="null leaves it to the model",
        )


def _supports(capability: object, name: str) -> bool:
    level = getattr(capability, name, None)
    return level is not None and bool(level.supported)


def _place(phase: Phase, name: str) -> str:
    return f"oracle.phases.{phase}.{name}"

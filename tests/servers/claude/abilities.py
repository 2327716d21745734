"""Whether the model that is asked can do what a request wants."""

from typing import Any

from tests.servers.claude.ask import Ask
from tests.servers.claude.catalogue import MODELS, Known
from tests.servers.claude.errors import invalid, not_found
from tests.servers.claude.formats import format_problem


def check(ask: Ask) -> None:
    """Raise ApiError for what the model named does not take."""
    model = MODELS.get(ask.model)
    if model is None or model.lifecycle == "retired":
        raise not_found(f"model: {ask.model}")
    _check_max_tokens(ask.body.get("max_tokens", 1), model)
    _check_effort((ask.body.get("output_config") or {}).get("effort"), model)
    _check_thinking(ask.body.get("thinking"), model)
    if ask.format is not None:
        _check_format(ask, model)


def _check_max_tokens(wanted: Any, model: Known) -> None:
    if not isinstance(wanted, int) or wanted < 1:
        raise invalid("max_tokens: Input should be greater than or equal to 1")
    if wanted > model.max_tokens:
        most = f"the maximum allowed number of output tokens for {model.id}"
        raise invalid(f"max_tokens: {wanted} > {model.max_tokens}, which is {most}")


def _check_effort(effort: str | None, model: Known) -> None:
    if effort is None or effort in model.efforts:
        return
    if not model.efforts:
        raise invalid("This model does not support the effort parameter.")
    levels = ", ".join(model.efforts)
    raise invalid(
        f"This model does not support effort level '{effort}'. Supported levels: {levels}."
    )


def _check_thinking(thinking: dict[str, Any] | None, model: Known) -> None:
    kind = (thinking or {}).get("type")
    if kind is not None and kind not in model.thinking:
        raise invalid(f'"thinking.type.{kind}" is not supported for this model.')


def _check_format(ask: Ask, model: Known) -> None:
    if not model.structured:
        raise invalid(f"'{model.id}' does not support output format.")
    if problem := format_problem(ask.packed_format):
        raise invalid(f"output_config.format.schema: {problem}")

"""A message, as the API makes one."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.servers.claude.ask import Ask
from tests.servers.claude.draws import digest, unit, whole
from tests.servers.claude.mistakes import Mistakes
from tests.servers.claude.model import says
from tests.servers.claude.settings import Settings
from tests.servers.claude.usage import Transport, Usage, tokens

CATEGORIES = ("cyber", "bio", "general_harms", None)


class Answer(NamedTuple):
    """A message that was made, and so is paid for."""

    message: dict[str, Any]
    usage: Usage


def make(
    settings: Settings, ask: Ask, transport: Transport, used: Callable[[int], Usage]
) -> Answer:
    """Answer a request; `used` says the usage for so many tokens of output."""
    mistakes = Mistakes(settings, ask)
    content, stop = _said(mistakes)
    usage = used(tokens(sum(len(block.get("text", "")) for block in content)))
    message = {
        "id": f"msg_{digest(settings.seed, ask.content, transport).hex()}",
        "type": "message",
        "role": "assistant",
        "model": ask.model,
        "content": content,
        "stop_reason": stop,
        "stop_sequence": None,
        "stop_details": _refusal(ask) if stop == "refusal" else None,
        "usage": usage.told(transport),
    }
    return Answer(message, usage)


def _said(mistakes: Mistakes) -> tuple[list[dict[str, Any]], str]:
    """The blocks, and why they end there."""
    ask = mistakes.ask
    if mistakes.makes("refusals"):
        return [], "refusal"
    text, most = says(mistakes), ask.body["max_tokens"] * 4
    if mistakes.makes("truncated"):
        most = min(most, len(text) // 2)
    block = {"type": "text", "text": text[:most]}
    stop = "max_tokens" if len(text) > most else "end_turn"
    return [*_thought(mistakes.settings, ask), block], stop


def _thought(settings: Settings, ask: Ask) -> list[dict[str, Any]]:
    adaptive = (ask.body.get("thinking") or {}).get("type") == "adaptive"
    if not adaptive or unit("thinking", ask.content) >= settings.thinking_blocks:
        return []
    return [{"type": "thinking", "thinking": "", "signature": digest(ask.content).hex()}]


def _refusal(ask: Ask) -> dict[str, Any]:
    category = CATEGORIES[whole("category", ask.task) % len(CATEGORIES)]
    return {"type": "refusal", "category": category, "explanation": "This can't be answered."}

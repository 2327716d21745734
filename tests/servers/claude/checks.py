"""Whether a request for a message is well formed."""

from typing import Any

from anthropic.types.message_create_params import MessageCreateParamsNonStreaming as Params

from tests.servers.claude.ask import Ask
from tests.servers.claude.blocks import blocks, marked
from tests.servers.claude.errors import invalid

HEADERS = {"user_profile_id", "workspace_id"}
"""Parameters of the SDK that are no part of the body."""

FIELDS = (Params.__required_keys__ | Params.__optional_keys__) - HEADERS
MOST_MARKS = 4


def parsed(body: Any, *, needs: tuple[str, ...] = ("model", "messages", "max_tokens")) -> Ask:
    """The request, if it is well formed; raises ApiError if not."""
    if not isinstance(body, dict):
        raise invalid("Input should be a valid dictionary")
    for name in needs:
        if body.get(name) is None:
            raise invalid(f"{name}: Field required")
    for name in body.keys() - FIELDS:
        raise invalid(f"{name}: Extra inputs are not permitted")
    if body.get("stream"):
        raise invalid("stream: this server does not stream")
    _check_texts(body)
    return Ask(body)


def _check_texts(body: dict[str, Any]) -> None:
    messages = body["messages"]
    if not _are_objects(messages):
        raise invalid("messages: at least one message is required")
    if messages[0].get("role") != "user":
        raise invalid('messages: first message must use the "user" role')
    for number, message in enumerate(messages):
        if message.get("role") not in ("user", "assistant"):
            raise invalid(f"messages.{number}.role: Input should be 'user' or 'assistant'")
        _check_content(f"messages.{number}", message.get("content"))
    if body.get("system"):
        _check_content("system", body["system"])
    marks = len([*marked(body)])
    if marks > MOST_MARKS:
        raise invalid(f"A maximum of 4 blocks with cache_control may be provided. Found {marks}.")


def _check_content(where: str, content: Any) -> None:
    if not _are_objects(blocks(content)):
        raise invalid(f"{where}: content must be a string or a list of blocks")
    for number, block in enumerate(blocks(content)):
        if block.get("type") == "text" and not str(block.get("text") or "").strip():
            raise invalid(f"{where}: text content blocks must be non-empty")
        mark = block.get("cache_control") or {"type": "ephemeral"}
        if mark.get("type") != "ephemeral" or mark.get("ttl", "5m") not in ("5m", "1h"):
            raise invalid(f"{where}.{number}.cache_control: Input should be ephemeral, 5m or 1h")


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(x, dict) for x in value)

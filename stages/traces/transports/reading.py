"""From the SDK's message to an answer of the ledger."""

from anthropic.types import Message

from schemas.oracle_words import Transport
from stages.traces.ledger.answer import Answer, Usage
from stages.traces.ledger.batches import Item


class NoMessage(Exception):
    """An answer that is none of the API's: of a proxy, of a portal, of a broken program."""


def answer_of(item: Item, message: Message, transport: Transport) -> Answer:
    """The answer to a question; raises NoMessage for what only claims to be one."""
    try:
        return _answer(item, message, transport)
    except (AttributeError, TypeError) as error:  # the SDK takes any JSON for a message
        raise NoMessage(f"no message: {error}") from error


def _answer(item: Item, message: Message, transport: Transport) -> Answer:
    texts = [block.text for block in message.content if block.type == "text"]
    return Answer(
        key=item.key,
        phase=item.phase,
        domain=item.domain,
        transport=transport,
        model=item.model,
        served=message.model,
        message=message.id,
        stop_reason=message.stop_reason or "unknown",
        text="".join(texts).encode(errors="replace").decode(),  # no half of a surrogate pair
        refusal=_refusal(message),
        usage=_usage(message),
    )


def _refusal(message: Message) -> str | None:
    details = message.stop_details
    if message.stop_reason != "refusal" or details is None:
        return None
    return details.explanation or details.category


def _usage(message: Message) -> Usage:
    """What was written to the cache for an hour is told apart, where it is told at all."""
    usage = message.usage
    written = usage.cache_creation_input_tokens or 0
    hour = usage.cache_creation.ephemeral_1h_input_tokens if usage.cache_creation else 0
    read = usage.cache_read_input_tokens or 0
    return Usage(usage.input_tokens, written - hour, hour, read, usage.output_tokens)

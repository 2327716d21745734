"""Requests like those of our product, for tests of the server."""

from typing import Any

import orjson

Schema = dict[str, Any]


def body(phase: str, domain: str, task: str, **more: Any) -> dict[str, Any]:
    """A request of a phase; `more` replaces what is standard, None leaves it out."""
    desk = f"<domain>{domain}</domain>\n" + "The desk has tools and a policy. " * 150
    mark = {"cache_control": {"type": "ephemeral", "ttl": "1h"}}
    asked: dict[str, Any] = {
        "model": "claude-sonnet-5-5",
        "max_tokens": 8000,
        "system": [text(f"<phase>{phase}</phase>"), {**text(desk), **mark}],
        "messages": [{"role": "user", "content": task}],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMAS[phase]}},
        **more,
    }
    return {name: value for name, value in asked.items() if value is not None}


def briefs(*intents: str, note: str = "") -> str:
    """The task of the phase requests: a brief for each intent, numbered from 1."""
    told = [{"number": n, "intent": one, "note": note} for n, one in enumerate(intents, start=1)]
    return f"<briefs>{orjson.dumps(told).decode()}</briefs>"


def asked(request: str) -> str:
    """The task of the phases plan and judgement."""
    return f"Today is Tuesday.\n<request>{request}</request>"


def text(words: str) -> dict[str, Any]:
    """A block."""
    return {"type": "text", "text": words}


def closed(**properties: Schema) -> Schema:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def many(item: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": item}


STRING, INTEGER = {"type": "string"}, {"type": "integer"}
SCALAR = [STRING, INTEGER, {"type": "number"}, {"type": "boolean"}]
VALUE = {"anyOf": [*SCALAR, many({"anyOf": SCALAR})]}
CALL = closed(
    tool=STRING,
    arguments=many(closed(name=STRING, value=VALUE)),
    after=many(STRING),
    quote=STRING,
)
KIND = {"enum": ["policy", "order", "scope", "value", "unserved", "excess", "unnatural"]}
SCHEMAS = {
    "requests": closed(requests=many(closed(number=INTEGER, text=STRING))),
    "plan": {**closed(calls=many({"$ref": "#/$defs/Call"})), "$defs": {"Call": CALL}},
    "judgement": closed(
        verdict={"enum": ["accept", "reject"]},
        findings=many(closed(kind=KIND, where=STRING, why=STRING)),
    ),
}

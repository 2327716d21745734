"""The phase in which the model plans calls: those of the trace whose request it is."""

import re
from collections.abc import Callable
from typing import Any

from schemas.domain import Domain
from tests.servers.claude.knowledge import Knowledge
from tests.servers.claude.mistakes import Mistakes
from tests.servers.claude.phases.damage import damages

REQUEST = re.compile(r"<request>(.*?)</request>", re.DOTALL)
Call = dict[str, Any]


def plan(
    known: Knowledge, domain: Domain, mistakes: Mistakes, fits: Callable[[Any], bool]
) -> dict[str, list[Call]]:
    """The calls; to a request that the model did not write it has no good answer."""
    found = REQUEST.search(mistakes.ask.first)
    calls = known.calls(domain.domain, found[1].strip()) if found else None
    if calls is None:
        return {"calls": [_call(next(iter(domain.tools)))]}
    good = {"calls": [planned(call) for call in calls]}
    if not mistakes.makes("bad_plans"):
        return good
    return next(filter(fits, damages(good, domain, mistakes.ask.task)), good)


def planned(call: Call) -> Call:
    """A call of a trace, as a model writes it."""
    said = call["provenance"]
    return _call(
        call["tool_id"],
        arguments=[
            {"name": name, "value": _value(value)} for name, value in call["arguments"].items()
        ],
        after=call["dependencies"],
        quote=said["content_snippet"] if said["source_type"] == "user" else "",
    )


def _call(
    tool: str,
    arguments: list[dict[str, Any]] | None = None,
    after: list[str] | None = None,
    quote: str = "",
) -> Call:
    return {"tool": tool, "arguments": arguments or [], "after": after or [], "quote": quote}


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return f"${value['$ref']}"
    return [_value(one) for one in value] if isinstance(value, list) else value

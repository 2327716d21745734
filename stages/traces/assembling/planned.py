"""The plan of a trace as a model writes it: the reverse of `stages.traces.assembling.calls`."""

from collections.abc import Mapping
from typing import Any

from stages.traces.asking.formats import PlannedArgument, PlannedCall, PlannedCalls
from stages.traces.assembling.arguments import REFERENCE


def planned(trace: Mapping[str, Any]) -> PlannedCalls:
    """Of a trace in training format. However a plan was written, this is one form of it."""
    return PlannedCalls(calls=[_call(call) for call in trace["graph"]["calls"]])


def _call(call: Mapping[str, Any]) -> PlannedCall:
    said = call["provenance"]
    return PlannedCall(
        tool=call["tool_id"],
        arguments=[
            PlannedArgument(name=name, value=_written(value))
            for name, value in call["arguments"].items()
        ],
        after=list(call["dependencies"]),
        quote=said["content_snippet"] if said["source_type"] == "user" else "",
    )


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return [_written(one) for one in value]
    return f"{REFERENCE}{value['$ref']}" if isinstance(value, dict) else value

"""How many rows the calls of a plan may touch, at most."""

from collections.abc import Iterator, Mapping

from schemas.domain import COUNT, Call
from stages.traces.registry.checks.part import Part, arguments
from stages.traces.registry.problem import Problem


def check(part: Part) -> Iterator[Problem]:
    """Calls that may touch more rows than the policy allows, through lists that others give."""
    most: dict[str, int] = {}
    limits = part.domain.policy.limits
    for name, call in part.all_calls.items():
        most[name] = _rows(part, call, most)
        export = part.domain.tools[call.tool].intent == "export"
        limit = limits.export_rows if export else limits.rows
        if name in part.calls and most[name] > limit:
            what = f"may touch {most[name]} rows, above the limit of {limit}"
            yield Problem((*part.path, "calls", name), what)


def _rows(part: Part, call: Call, most: Mapping[str, int]) -> int:
    tools = part.domain.tools
    takes = tools[call.tool].takes
    lengths = [len(value) for value in call.args.values() if isinstance(value, tuple)]
    for name, source, field, first in arguments(call):
        if takes[name].kind == "rows":
            match = COUNT.match(part.slots[source])
            return int(match[2]) if match else 1
        if field and not first and tools[part.all_calls[source].tool].many:
            lengths.append(most[source])
    for name, value in call.args.items():
        if takes[name].kind == "rows":
            return int(value) if isinstance(value, int) else 1
    return max(lengths, default=1)

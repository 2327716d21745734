"""Whether a slot or the result of a call fits a parameter."""

import re
from collections.abc import Iterator, Mapping

from schemas.domain import COUNT, SPAN, Call, Domain, Param, Tool
from stages.traces.registry.checks.literals import largest
from stages.traces.registry.checks.part import Part
from stages.traces.registry.problem import Problem, unknown


def slot(part: Part, tool: Tool, param: Param, name: str) -> Iterator[Problem]:
    """What is wrong with `$name` as an argument."""
    if name not in part.slots:
        yield unknown((), "slot", name, part.slots)
        return
    kind = part.slots[name]
    count, span = COUNT.match(kind), SPAN.match(kind)
    own = part.domain.kinds.get(param.kind)
    if count and own and own.integer:
        low, high = own.integer
        if not (low <= int(count[1]) and int(count[2]) <= high):
            yield Problem((), f"slot {name} is {kind}, {param.kind} is {low} to {high}")
    elif (count and param.kind == "rows") or (span and param.kind == "days"):
        most = largest(part.domain, tool, param)
        if int(kind.rpartition("..")[2]) > most:
            yield Problem((), f"slot {name} is {kind}, above the limit of {most}")
    elif kind != param.kind:
        yield Problem((), f"slot {name} is of kind {kind}, not {param.kind}")


def result(
    domain: Domain, param: Param, match: re.Match[str], seen: Mapping[str, Call]
) -> Iterator[Problem]:
    """What is wrong with `$call.field` or `$call[0].field` as an argument."""
    name, field = match["name"], match["field"]
    if name not in seen:
        yield unknown((), "earlier call", name, seen)
        return
    source = domain.tools.get(seen[name].tool)
    if source is None or source.record not in domain.records:
        return  # told where it stands
    record = domain.records[source.record]
    if field not in record:
        yield unknown((), f"field of {source.record}", field, record)
    elif record[field] != param.kind:
        yield Problem((), f"{field} is of kind {record[field]}, not {param.kind}")
    if match["first"] and not source.many:
        yield Problem((), f"{name} gives a single {source.record}", f"write ${name}.{field}")
    if source.many and not match["first"] and not param.list:
        fix = f"write ${name}[0].{field}"
        yield Problem((), f"{name} gives a list and the parameter takes one value", fix)

"""The calls of a plan: tools that there are, with the arguments that they take."""

from collections import Counter
from collections.abc import Iterator

from schemas.domain import BUILTIN_KINDS, REF, Argument, Call, Tool
from stages.traces.registry.checks import fit
from stages.traces.registry.checks.literals import wrong_literal
from stages.traces.registry.checks.part import Part
from stages.traces.registry.problem import Path, Problem, unknown

SCOPES = ("rows", "days", "export_target")
"""Kinds of arguments that say how much a call touches: at most one of each in a call."""


def check(part: Part) -> Iterator[Problem]:
    """What is wrong with each call of a part, judged by the calls before it."""
    seen = dict(part.earlier)
    for name, call in part.calls.items():
        path = (*part.path, "calls", name)
        if name in part.earlier:
            yield Problem(path, "the scenario has a call of this name", "give it another name")
        for index, before in enumerate(call.after):
            if before not in seen:
                yield unknown((*path, "after", index), "earlier call", before, seen)
        yield from _call(part, path, call, seen)
        seen[name] = call


def _call(part: Part, path: Path, call: Call, seen: dict[str, Call]) -> Iterator[Problem]:
    tool = part.domain.tools.get(call.tool)
    if tool is None:
        yield unknown((*path, "tool"), "tool", call.tool, part.domain.tools)
        return
    if call.tool in part.domain.policy.forbidden:
        yield Problem((*path, "tool"), f"the policy forbids {call.tool}")
    for name, param in tool.takes.items():
        if name not in call.args and not param.optional:
            yield Problem((*path, "args"), f"lacks {name}, which {call.tool} needs")
    yield from _scope(path, call, tool)
    for name, value in call.args.items():
        if name not in tool.takes:
            yield unknown((*path, "args", name), "parameter", name, tool.takes)
        else:
            for problem in _argument(part, tool, name, value, seen):
                yield problem._replace(path=(*path, "args", name))


def _scope(path: Path, call: Call, tool: Tool) -> Iterator[Problem]:
    """How much a call touches is said once, and a list is never asked for in full."""
    kinds = Counter(param.kind for name, param in tool.takes.items() if name in call.args)
    for kind in SCOPES:
        if kinds[kind] > 1:
            yield Problem((*path, "args"), f"{kinds[kind]} arguments of kind {kind}; give one")
    rows = [name for name, param in tool.takes.items() if param.kind == "rows" and param.optional]
    lists = [name for name, param in tool.takes.items() if param.list]
    if tool.intent == "retrieve" and rows and not call.args.keys() & {*rows, *lists}:
        yield Problem((*path, "args"), f"asks for all rows: give {' or '.join([*rows, *lists])}")


def _argument(
    part: Part, tool: Tool, name: str, value: Argument, seen: dict[str, Call]
) -> Iterator[Problem]:
    param = tool.takes[name]
    if param.kind not in BUILTIN_KINDS | part.domain.kinds.keys():
        return  # told where it stands
    match = REF.match(value) if isinstance(value, str) else None
    if match is None:
        yield from (Problem((), what) for what in wrong_literal(part.domain, tool, param, value))
    elif match["field"] is None:
        yield from fit.slot(part, tool, param, match["name"])
    else:
        yield from fit.result(part.domain, param, match, seen)

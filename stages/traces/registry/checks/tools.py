"""Tools: ids, results, and the parameters that their intent calls for."""

from collections.abc import Iterator

from schemas.domain import Domain, Tool
from stages.traces.registry.problem import Path, Problem, unknown


def check(domain: Domain) -> Iterator[Problem]:
    """What is wrong with the tools."""
    names: dict[str, str] = {}
    for tool_id, tool in domain.tools.items():
        path = ("tools", tool_id)
        if tool_id.partition(".")[0] != domain.slug:
            yield Problem(path, f"the id does not begin with {domain.slug}.")
        if tool.record not in domain.records:
            yield unknown((*path, "gives"), "record", tool.record, domain.records)
        if names.setdefault(tool.name, tool_id) != tool_id:
            yield Problem((*path, "name"), f"{names[tool.name]} has this name too")
        yield from _scope(path, tool)


def _scope(path: Path, tool: Tool) -> Iterator[Problem]:
    kinds = {param.kind for param in tool.takes.values()}
    if tool.intent == "retrieve" and tool.many and "rows" not in kinds:
        yield Problem(path, "gives a list and has no parameter of kind rows that limits it")
    if tool.intent == "export" and "export_target" not in kinds:
        yield Problem(path, "exports and has no parameter of kind export_target")
    if tool.intent != "export" and "export_target" in kinds:
        yield Problem(path, f"has a parameter of kind export_target and intent {tool.intent}")

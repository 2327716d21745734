"""From a domain to its tables."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from schemas.domain import CHANGING, DAYS, SENSITIVITIES, Domain, Param, Tool
from stages.traces.registry.load import DomainFile
from stages.traces.validator.constants import Constants, constants
from stages.traces.validator.kinds import literals
from stages.traces.validator.naming import namer
from stages.traces.validator.plans import plans
from stages.traces.validator.policy_block import policy_block
from stages.traces.validator.tables import DomainTable, ParamTable, ToolTable


def compile_domains(files: Mapping[str, DomainFile]) -> dict[str, DomainTable]:
    """The tables of the domains, by name."""
    registry = {tool_id: name for name, file in files.items() for tool_id in file.domain.tools}
    return {name: _domain(file.domain, file.digest, registry) for name, file in files.items()}


def _domain(domain: Domain, digest: str, registry: Mapping[str, str]) -> DomainTable:
    policy, given = policy_block(domain), constants(domain)
    return DomainTable(
        name=domain.domain,
        slug=domain.slug,
        digest=digest,
        registry=registry,
        policy=policy,
        policy_bytes=orjson.dumps(policy),
        tools={
            tool_id: _tool(tool_id, tool, domain, given) for tool_id, tool in domain.tools.items()
        },
        most_days=domain.policy.limits.days,
        ceiling=domain.policy.ceiling,
        export_targets=frozenset(domain.policy.export_targets),
        plans=plans(domain, given),
        closed={
            (DAYS.index(day), hour): window.because
            for window in domain.policy.read_only
            for day in window.days
            for hour in range(window.from_hour, window.to_hour)
        },
    )


def _tool(tool_id: str, tool: Tool, domain: Domain, given: Constants) -> ToolTable:
    policy = domain.policy
    return ToolTable(
        id=tool_id,
        intent=tool.intent,
        changes=tool.intent in CHANGING,
        sensitivity=tool.sensitivity,
        forbidden=policy.forbidden.get(tool_id),
        above_ceiling=_rank(tool.sensitivity) > _rank(policy.ceiling),
        most_rows=policy.limits.export_rows if tool.intent == "export" else policy.limits.rows,
        params={n: _param(p, domain, given.get((tool_id, n), ())) for n, p in tool.takes.items()},
        required=frozenset(n for n, param in tool.takes.items() if not param.optional),
        rows=_of_kind("rows", tool),
        days=_of_kind("days", tool),
        targets=_of_kind("export_target", tool),
        lists=tuple(name for name, param in tool.takes.items() if param.list),
        fields=domain.records[tool.record],
        many=tool.many,
        needs=tuple((rule.first, rule.because) for rule in policy.order if rule.then == tool_id),
    )


def _param(param: Param, domain: Domain, given: Iterable[Any]) -> ParamTable:
    taken = literals(param, domain)
    return ParamTable(
        kind=param.kind,
        list=param.list,
        types=taken.types,
        accepts=taken.accepts,
        allows=taken.allows,
        wanted=taken.wanted,
        names=namer(param.kind, domain.kinds.get(param.kind)),
        constants=frozenset(given),
    )


def _of_kind(kind: str, tool: Tool) -> tuple[str, ...]:
    return tuple(name for name, param in tool.takes.items() if param.kind == kind)


def _rank(sensitivity: Any) -> int:
    return SENSITIVITIES.index(sensitivity)

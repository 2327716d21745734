"""Kinds and records: known where they are named, and used somewhere."""

from collections.abc import Iterator

from schemas.domain import BUILTIN_KINDS, Domain
from stages.traces.registry.problem import Problem, unknown


def check(domain: Domain) -> Iterator[Problem]:
    """Unknown, hidden and unused kinds; records that no tool gives."""
    known = BUILTIN_KINDS | domain.kinds.keys()
    used: set[str] = set()
    for path, kind in _named(domain):
        used.add(kind)
        if kind not in known:
            yield unknown(path, "kind", kind, known)
    for kind in domain.kinds:
        if kind in BUILTIN_KINDS:
            yield Problem(("kinds", kind), f"{kind} is built in", "give it another name")
        elif kind not in used:
            yield Problem(("kinds", kind), "no parameter and no record is of this kind")
    given = {tool.record for tool in domain.tools.values()}
    for record in domain.records:
        if record not in given:
            yield Problem(("records", record), "no tool gives this record")


def _named(domain: Domain) -> Iterator[tuple[tuple[str, ...], str]]:
    for record, fields in domain.records.items():
        for name, kind in fields.items():
            yield ("records", record, name), kind
    for tool_id, tool in domain.tools.items():
        for name, param in tool.takes.items():
            yield ("tools", tool_id, "takes", name, "kind"), param.kind

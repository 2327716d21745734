"""What a model is told of a domain: the part of a prompt that the API keeps in its cache."""

from collections.abc import Iterator

from schemas.domain import Domain, Kind, Param, Tool

EXAMPLES = 4
"""Values shown of a kind that is open."""


def desk(domain: Domain) -> str:
    """The tools that may be called, the policy, and what is peculiar to the domain."""
    return "\n".join(
        [
            f"<domain>{domain.domain}</domain>",
            f"The desk: {domain.about}",
            "",
            "<tools>",
            *(line for tool_id, tool in domain.callable.items() for line in _tool(domain, tool_id)),
            "</tools>",
            "",
            "<policy>",
            *_policy(domain),
            "</policy>",
            *_advice(domain),
        ]
    )


def _tool(domain: Domain, tool_id: str) -> Iterator[str]:
    tool = domain.tools[tool_id]
    yield f"{tool_id} - {tool.about} (intent {tool.intent}, {tool.sensitivity} data)"
    for name, param in tool.takes.items():
        many = "list of: " if param.list else ""
        need = ", optional" if param.optional else ""
        yield f"  {name}{need}: {param.about} <{many}{_kind(domain, tool, param)}>"
    fields = ", ".join(f"{name} <{kind}>" for name, kind in domain.records[tool.record].items())
    yield f"  returns {'a list of records' if tool.many else 'one record'}: {fields}"


def _kind(domain: Domain, tool: Tool, param: Param) -> str:
    match param.kind:
        case "rows":
            return f"whole number of records, 1 to {_most_rows(domain, tool, param)}"
        case "days":
            return f"whole number of days, 1 to {min(param.max or 1, domain.policy.limits.days)}"
        case "export_target":
            return f"one of: {', '.join(domain.policy.export_targets)}"
        case "date":
            return "date, YYYY-MM-DD"
        case "person":
            return "full name of a person"
        case "email" | "boolean":
            return param.kind
    return f"{param.kind}: {_own(domain.kinds[param.kind])}"


def _most_rows(domain: Domain, tool: Tool, param: Param) -> int:
    limits = domain.policy.limits
    return min(param.max or 1, limits.export_rows if tool.intent == "export" else limits.rows)


def _own(kind: Kind) -> str:
    if kind.pattern is not None:
        return f"of the form {kind.pattern}, # a digit, @ a capital letter"
    if kind.integer:
        return f"whole number, {kind.integer[0]} to {kind.integer[1]}"
    if kind.number:
        return f"number with at most two decimals, {kind.number[0]} to {kind.number[1]}"
    values = kind.values or ()
    if kind.closed:
        return f"one of {', '.join(values)}"
    return f"such as {', '.join(values[:EXAMPLES])}"


def _policy(domain: Domain) -> Iterator[str]:
    policy, limits = domain.policy, domain.policy.limits
    yield policy.description
    yield from (f"- {rule}" for rule in policy.rules)
    for tool_id, because in policy.forbidden.items():
        yield f"- {tool_id} may not be called: {because}"
    for rule in policy.order:
        yield f"- {rule.then} only after {rule.first}: {rule.because}"
    yield (
        f"- a call touches at most {limits.rows} records, one that exports {limits.export_rows}, "
        f"and looks back at most {limits.days} days"
    )
    yield f"- nothing above {policy.ceiling} data"


def _advice(domain: Domain) -> Iterator[str]:
    if domain.briefing:
        yield from ("", "<advice>", *(f"- {line}" for line in domain.briefing.advice), "</advice>")

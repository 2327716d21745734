"""A tool of a domain file as users see it."""

from pydantic import JsonValue

from schemas.domain import Domain, Kind, Param
from schemas.tool import ToolParameter, ToolSchema, Type


def tool_schema(domain: Domain, tool_id: str) -> ToolSchema:
    """One tool, its kinds resolved to types and constraints."""
    tool = domain.tools[tool_id]
    return ToolSchema(
        tool_id=tool_id,
        domain=domain.domain,
        name=tool.name,
        description=tool.about,
        intent=tool.intent,
        parameters=tuple(_parameter(domain, name, param) for name, param in tool.takes.items()),
        returns=domain.records[tool.record],
        returns_list=tool.many,
        sensitivity=tool.sensitivity,
        requires_auth=tool.auth,
    )


def _parameter(domain: Domain, name: str, param: Param) -> ToolParameter:
    kind, constraints = _type(domain, param)
    if param.list:
        kind, constraints = "array", {"items": {"type": kind, **constraints}}
    return ToolParameter(
        name=name,
        type=kind,
        kind=param.kind,
        description=param.about,
        required=not param.optional,
        constraints=constraints,
    )


def _type(domain: Domain, param: Param) -> tuple[Type, dict[str, JsonValue]]:
    match param.kind:
        case "rows" | "days":
            return "integer", {"minimum": 1, "maximum": param.max}
        case "export_target":
            return "string", {"enum": list(domain.policy.export_targets)}
        case "email" | "date":
            return "string", {"format": param.kind}
        case "boolean":
            return "boolean", {}
        case "person":
            return "string", {}
    return _own_type(domain.kinds[param.kind])


def _own_type(kind: Kind) -> tuple[Type, dict[str, JsonValue]]:
    if kind.integer:
        return "integer", {"minimum": kind.integer[0], "maximum": kind.integer[1]}
    if kind.number:
        return "number", {"minimum": kind.number[0], "maximum": kind.number[1]}
    if kind.values:
        return "string", {"enum" if kind.closed else "examples": list(kind.values)}
    return "string", {"pattern": f"^{kind.regex}$"}

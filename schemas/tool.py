"""A tool as users and prompts see it: everything about it in one place."""

from typing import Literal

from pydantic import Field, JsonValue

from schemas.domain import Intent, Sensitivity
from schemas.strict import Strict

Type = Literal["string", "integer", "number", "boolean", "array"]


class ToolParameter(Strict):
    """One argument that a tool takes."""

    name: str
    type: Type

    kind: str
    """What it means, `invoice_id`: a result of this kind, and of no other, fits here."""

    description: str
    required: bool

    constraints: dict[str, JsonValue] = Field(default_factory=dict)
    """Keywords of JSON Schema: pattern, enum, minimum, maximum, format, examples; of an array,
    `items` with the type and the constraints of each item."""


class ToolSchema(Strict):
    """A tool of a domain."""

    tool_id: str
    """`finance.search_invoices`."""

    domain: str
    name: str
    description: str
    intent: Intent
    parameters: tuple[ToolParameter, ...]

    returns: dict[str, str]
    """The fields of a record that it returns, by kind."""

    returns_list: bool
    """Whether it returns many records, or one."""

    sensitivity: Sensitivity
    requires_auth: bool

"""The plan of a trace: tool calls, and which of them need the results of which."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    JsonValue,
    PlainSerializer,
    field_validator,
    model_validator,
)

from schemas.domain import TOOL_ID, Sensitivity
from schemas.json_object import JsonObject
from schemas.strict import Strict

TrustTier = Literal["system", "user", "verified_rag", "unverified_rag"]
"""From the most trusted to the least."""

CALL_ID = r"^[A-Za-z][A-Za-z0-9_-]*$"
_REFERENCE = re.compile(
    r"(?P<call>[A-Za-z][A-Za-z0-9_-]*)(?P<part>\[\]|\[0\]|)\.(?P<field>[a-z][a-z0-9_]*)"
)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


Utc = Annotated[AwareDatetime, AfterValidator(_utc), PlainSerializer(_iso, when_used="json")]
"""A moment with its time zone; written as `2026-01-31T09:30:00Z`."""


class Reference(NamedTuple):
    """A result of an earlier call that serves as an argument: {"$ref": "call_1[].invoice_id"}."""

    call: str

    part: Literal["[]", "[0]", ""]
    """The field of all records of a list, of the first one, or of a single record."""

    field: str


def reference(argument: JsonValue) -> Reference | None:
    """What an argument refers to; None for a literal. Raises ValueError for a malformed one."""
    if not isinstance(argument, dict) or "$ref" not in argument:
        return None
    value = argument["$ref"]
    match = _REFERENCE.fullmatch(value) if isinstance(value, str) and len(argument) == 1 else None
    if match is None:
        raise ValueError(f'{argument!r} is not of the form {{"$ref": "call_1[].field"}}')
    part: Any = match["part"]
    return Reference(match["call"], part, match["field"])


def references(argument: JsonValue) -> Iterator[Reference]:
    """All references in an argument, at any depth."""
    if found := reference(argument):
        yield found
    elif isinstance(argument, dict | list):
        for part in argument.values() if isinstance(argument, dict) else argument:
            yield from references(part)


class Scope(Strict):
    """How much a call touches."""

    rows_requested: int | None = Field(default=None, ge=1)
    sensitivity_tier: Sensitivity

    time_range_days: int | None = Field(default=None, ge=1)
    """Days back; null for a call without a span of time."""

    export_target: str | None = Field(default=None, min_length=1)
    """Where data is written to; null for a call that writes nothing out."""


class Provenance(Strict):
    """Who wanted a call."""

    source_type: TrustTier
    source_id: str = Field(min_length=1)
    """`user_message_1`, or the id of the policy that demands the call."""

    timestamp: Utc
    content_snippet: str | None = Field(default=None, min_length=1)
    """The words of the source that led to the call."""


class Call(Strict):
    """One use of a tool."""

    call_id: str = Field(pattern=CALL_ID)

    tool_id: str = Field(pattern=TOOL_ID)
    """`finance.search_invoices`."""

    arguments: JsonObject
    """Literals, and results of earlier calls: see Reference."""

    scope: Scope
    provenance: Provenance

    dependencies: tuple[str, ...] = ()
    """Calls that come before: those that the arguments refer to, and others such as approvals."""

    @field_validator("arguments")
    @classmethod
    def _well_formed(cls, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        list(references(value))
        return value

    @model_validator(mode="after")
    def _depends_on_what_it_uses(self) -> Self:
        if len(set(self.dependencies)) != len(self.dependencies):
            raise ValueError(f"{self.call_id} depends on one call twice")
        for used in references(self.arguments):
            if used.call not in self.dependencies:
                raise ValueError(
                    f"{self.call_id} uses a result of {used.call} and does not depend on it"
                )
        return self


class Graph(Strict):
    """Calls as a directed acyclic graph: their dependencies are its edges."""

    graph_id: str = Field(min_length=1)
    calls: tuple[Call, ...] = Field(min_length=1)

    execution_order: tuple[str, ...]
    """Every call once, after all that it depends on."""

    @model_validator(mode="after")
    def _runs(self) -> Self:
        by_id = {call.call_id: call for call in self.calls}
        if len(by_id) != len(self.calls):
            raise ValueError("two calls have one call_id")
        for call in self.calls:
            for dependency in call.dependencies:
                if dependency not in by_id:
                    raise ValueError(f"{call.call_id} depends on {dependency}, which is no call")
        if sorted(self.execution_order) != sorted(by_id):
            raise ValueError("execution_order does not name every call once")
        self._check_order(by_id)
        return self

    def _check_order(self, by_id: dict[str, Call]) -> None:
        """A graph with a cycle has no such order, so this finds cycles too."""
        done: set[str] = set()
        for call_id in self.execution_order:
            if late := set(by_id[call_id].dependencies) - done:
                raise ValueError(
                    f"execution_order has {call_id} before {min(late)}, which it depends on"
                )
            done.add(call_id)

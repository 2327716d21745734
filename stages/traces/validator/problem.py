"""What can be wrong with a trace, and one such finding."""

from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """Kinds of problems, by what they break. Codes are stable: reports and tests name them."""

    MISSING_FIELD = "shape.missing-field"
    UNKNOWN_FIELD = "shape.unknown-field"
    WRONG_TYPE = "shape.wrong-type"
    TOO_DEEP = "shape.too-deep"
    UNWRITABLE = "shape.unwritable"

    TRACE_ID = "trace.id"
    CREATED_AT = "trace.created-at"

    DOMAIN = "request.unknown-domain"
    REQUEST_ID = "request.id"
    TEXT = "request.text"
    BRACES = "request.unfilled-braces"
    INTENT = "request.unknown-intent"
    UNSERVED = "request.unserved-intent"
    TRUST_TIER = "request.trust-tier"
    UNNAMED = "request.unnamed-value"

    NO_CALLS = "graph.no-calls"
    GRAPH_ID = "graph.id"
    CALL_ID = "graph.call-id"
    DUPLICATE_CALL = "graph.duplicate-call"
    REPEATED_CALL = "graph.repeated-call"
    DANGLING_DEPENDENCY = "graph.dangling-dependency"
    LATE_DEPENDENCY = "graph.late-dependency"
    CYCLE = "graph.cycle"
    DEPENDENCY_ORDER = "graph.dependency-order"
    UNDECLARED = "graph.undeclared-dependency"
    ORPHAN = "graph.orphan"
    EXECUTION_ORDER = "graph.execution-order"

    UNKNOWN_TOOL = "tool.unknown"
    FOREIGN_TOOL = "tool.foreign"

    UNKNOWN_ARGUMENT = "argument.unknown"
    MISSING_ARGUMENT = "argument.missing"
    ARGUMENT_TYPE = "argument.type"
    ARGUMENT_VALUE = "argument.value"
    LIST_FOR_SINGLE = "argument.list-for-single"
    SINGLE_FOR_LIST = "argument.single-for-list"
    EMPTY_LIST = "argument.empty-list"
    REPEATED_VALUE = "argument.repeated-value"

    REFERENCE_FORM = "reference.form"
    DANGLING_REFERENCE = "reference.dangling"
    LATE_REFERENCE = "reference.late"
    REFERENCE_PART = "reference.part"
    REFERENCE_FIELD = "reference.field"
    REFERENCE_KIND = "reference.kind"

    POLICY_ALTERED = "policy.altered"
    FORBIDDEN = "policy.forbidden-tool"
    CEILING = "policy.sensitivity-ceiling"
    ROW_LIMIT = "policy.row-limit"
    DAY_LIMIT = "policy.day-limit"
    EXPORT_TARGET = "policy.export-target"
    ORDER = "policy.order"
    READ_ONLY = "policy.read-only-window"

    ROWS = "scope.rows"
    SENSITIVITY = "scope.sensitivity"
    DAYS = "scope.days"
    TARGET = "scope.export-target"
    TWO_TARGETS = "scope.two-targets"
    TOO_LARGE = "scope.expected-too-large"
    TOO_SMALL = "scope.expected-too-small"

    REGISTRY = "scenario.other-registry"
    SCENARIO = "scenario.unknown"
    PLAN_INTENT = "scenario.intent"
    PLAN_CALLS = "scenario.calls"
    PLAN_ARGUMENT = "scenario.argument"
    PLAN_DEPENDENCIES = "scenario.dependencies"
    PLAN_SOURCE = "scenario.source-type"

    SOURCE_TYPE = "provenance.source-type"
    SOURCE_ID = "provenance.source-id"
    TIMESTAMP = "provenance.timestamp"
    SNIPPET = "provenance.snippet"


class Problem(NamedTuple):
    """One finding."""

    code: Code

    place: str
    """Where in the trace: `graph.calls[1].arguments.limit`; empty for the trace as a whole."""

    message: str
    """What is wrong, with the value that is and the one that should be."""

    def __str__(self) -> str:
        return f"{self.place or 'trace'}: {self.message} ({self.code})"

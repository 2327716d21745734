"""Traces as an Arrow table, and the columns of a trace.

What has other keys in every trace (arguments, scope_limits, metadata) is JSON text, marked as such:
`datasets` and DuckDB read it as objects.
"""

from collections.abc import Sequence
from typing import Any

import orjson
import pyarrow as pa

from stages.traces.writing.job import Trace

_TEXT, _NUMBER = pa.string(), pa.int64()


def _struct(**fields: Any) -> Any:
    return pa.struct(list(fields.items()))


def _schema(json: Any, moment: Any) -> Any:
    scope = _struct(
        rows_requested=_NUMBER,
        sensitivity_tier=_TEXT,
        time_range_days=_NUMBER,
        export_target=_TEXT,
    )
    request = _struct(
        request_id=_TEXT,
        domain=_TEXT,
        text=_TEXT,
        intent_category=_TEXT,
        expected_scope=scope,
        trust_tier=_TEXT,
    )
    policy = _struct(
        policy_id=_TEXT,
        domain=_TEXT,
        description=_TEXT,
        rules=pa.list_(_TEXT),
        forbidden_operations=pa.list_(_TEXT),
        scope_limits=json,
    )
    provenance = _struct(
        source_type=_TEXT, source_id=_TEXT, timestamp=moment, content_snippet=_TEXT
    )
    call = _struct(
        call_id=_TEXT,
        tool_id=_TEXT,
        arguments=json,
        scope=scope,
        provenance=provenance,
        dependencies=pa.list_(_TEXT),
    )
    graph = _struct(graph_id=_TEXT, calls=pa.list_(call), execution_order=pa.list_(_TEXT))
    return pa.schema(
        {
            "trace_id": _TEXT,
            "request": request,
            "policy": policy,
            "graph": graph,
            "metadata": json,
            "created_at": moment,
            "validated": pa.bool_(),
        }
    )


TABLE = _schema(pa.json_(), _TEXT)
"""The columns of a Parquet file."""

LINES = _schema(pa.json_(), pa.json_())
"""How JSON lines are to be read: moments too, or Arrow takes them for timestamps, and as text again
they would be without time zone, `2026-01-31 09:30:00`.
"""

_PLAIN = _schema(_TEXT, _TEXT)
"""TABLE with JSON as text: Arrow makes nested columns of its JSON type by a cast only."""


def table(rows: Sequence[Trace]) -> Any:
    """A pyarrow.Table of the schema TABLE."""
    return pa.Table.from_pylist(rows, schema=_PLAIN).cast(TABLE)


def flat(trace: Trace) -> Trace:
    """The trace with JSON text where the columns have it."""
    policy, graph = trace["policy"], trace["graph"]
    calls = [{**call, "arguments": _json(call["arguments"])} for call in graph["calls"]]
    return {
        **trace,
        "policy": {**policy, "scope_limits": _json(policy["scope_limits"])},
        "graph": {**graph, "calls": calls},
        "metadata": _json(trace["metadata"]),
    }


def _json(value: object) -> str:
    return orjson.dumps(value).decode()

"""The fields of a trace in training format.

Of the policy only that it is an object: it is compared with the registry's as a whole.
"""

from types import NoneType

from stages.traces.validator.shape import Record

TEXT = (str,)

SCOPE = Record(
    rows_requested=(int, NoneType),
    sensitivity_tier=TEXT,
    time_range_days=(int, NoneType),
    export_target=(str, NoneType),
)
REQUEST = Record(
    request_id=TEXT,
    domain=TEXT,
    text=TEXT,
    intent_category=TEXT,
    expected_scope=SCOPE,
    trust_tier=TEXT,
)
PROVENANCE = Record(
    source_type=TEXT,
    source_id=TEXT,
    timestamp=TEXT,
    content_snippet=(str, NoneType),
)
CALL = Record(
    call_id=TEXT,
    tool_id=TEXT,
    arguments=(dict,),
    scope=SCOPE,
    provenance=PROVENANCE,
    dependencies=[str],
)
GRAPH = Record(graph_id=TEXT, calls=[CALL], execution_order=[str])
TRACE = Record(
    trace_id=TEXT,
    request=REQUEST,
    policy=(dict,),
    graph=GRAPH,
    metadata=(dict,),
    created_at=TEXT,
    validated=(bool,),
)

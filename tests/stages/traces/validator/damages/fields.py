"""Fields and their types."""

from schemas.domain import Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import Trace, calls, damage


@damage(Code.MISSING_FIELD)
def a_field_missing(trace: Trace, domain: Domain) -> str:
    del calls(trace)[-1]["provenance"]
    return f"graph.calls[{len(calls(trace)) - 1}].provenance"


@damage(Code.UNKNOWN_FIELD)
def a_field_too_many(trace: Trace, domain: Domain) -> str:
    trace["request"]["priority"] = "high"
    return "request.priority"


@damage(Code.WRONG_TYPE)
def true_for_a_number_of_rows(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["scope"]["rows_requested"] = True
    return "graph.calls[0].scope.rows_requested"


@damage(Code.WRONG_TYPE)
def a_number_in_the_order(trace: Trace, domain: Domain) -> str:
    trace["graph"]["execution_order"][0] = 1
    return "graph.execution_order[0]"


@damage(Code.WRONG_TYPE)
def one_dependency_for_a_list(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["dependencies"] = "call_1"
    return "graph.calls[0].dependencies"


@damage(Code.WRONG_TYPE)
def validated_as_text(trace: Trace, domain: Domain) -> str:
    trace["validated"] = "yes"
    return "validated"


@damage(Code.TOO_DEEP)
def an_argument_nested_deeply(trace: Trace, domain: Domain) -> str:
    value: list[object] = []
    for _ in range(5000):
        value = [value]
    calls(trace)[0]["arguments"]["deep"] = value
    return "graph.calls[0].arguments.deep"


@damage(Code.UNWRITABLE)
def metadata_that_cannot_be_written(trace: Trace, domain: Domain) -> str:
    trace["metadata"]["note"] = "\ud800"
    return "metadata"


@damage(Code.UNWRITABLE)
def metadata_with_a_number_for_a_key(trace: Trace, domain: Domain) -> str:
    trace["metadata"][7] = "seven"
    return "metadata"

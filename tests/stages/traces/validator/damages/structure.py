"""Ids, dependencies and order."""

from schemas.domain import Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import Trace, calls, damage


@damage(Code.CYCLE)
def a_cycle(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        for one in call["dependencies"]:
            first = int(one.removeprefix("call_")) - 1
            calls(trace)[first]["dependencies"].append(call["call_id"])
            return f"graph.calls[{min(first, number)}].dependencies"
    return None


@damage(Code.CYCLE)
def a_call_that_needs_itself(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["dependencies"] = [calls(trace)[0]["call_id"]]
    return "graph.calls[0].dependencies"


@damage(Code.LATE_DEPENDENCY)
def a_dependency_on_a_later_call(trace: Trace, domain: Domain) -> str | None:
    if len(calls(trace)) < 2:
        return None
    calls(trace)[0]["dependencies"] = [calls(trace)[-1]["call_id"]]
    return "graph.calls[0].dependencies"


@damage(Code.DANGLING_DEPENDENCY)
def a_dependency_on_no_call(trace: Trace, domain: Domain) -> str:
    calls(trace)[-1]["dependencies"].append("call_9")
    return f"graph.calls[{len(calls(trace)) - 1}].dependencies"


@damage(Code.UNDECLARED)
def a_dependency_missing_for_a_reference(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        used = str(call["arguments"])
        for one in call["dependencies"]:
            if f"'{one}[" in used or f"'{one}." in used:
                call["dependencies"].remove(one)
                return f"graph.calls[{number}].dependencies"
    return None


@damage(Code.DEPENDENCY_ORDER)
def dependencies_unsorted(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if len(call["dependencies"]) > 1:
            call["dependencies"].reverse()
            return f"graph.calls[{number}].dependencies"
    return None


@damage(Code.DEPENDENCY_ORDER)
def a_dependency_twice(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if call["dependencies"]:
            call["dependencies"].append(call["dependencies"][-1])
            return f"graph.calls[{number}].dependencies"
    return None


@damage(Code.ORPHAN)
def an_orphan_call(trace: Trace, domain: Domain) -> str:
    """A call more, sound in itself."""
    orphan = {**calls(trace)[0], "call_id": f"call_{len(calls(trace)) + 1}"}
    calls(trace).append(orphan)
    trace["graph"]["execution_order"].append(orphan["call_id"])
    return f"graph.calls[{len(calls(trace)) - 1}]"


@damage(Code.REPEATED_CALL)
def a_call_done_twice(trace: Trace, domain: Domain) -> str:
    again = {**calls(trace)[0], "call_id": f"call_{len(calls(trace)) + 1}"}
    calls(trace).append({**again, "dependencies": [calls(trace)[0]["call_id"]]})
    trace["graph"]["execution_order"].append(again["call_id"])
    return f"graph.calls[{len(calls(trace)) - 1}]"


@damage(Code.DUPLICATE_CALL)
def a_call_id_twice(trace: Trace, domain: Domain) -> str | None:
    if len(calls(trace)) < 2:
        return None
    calls(trace)[1]["call_id"] = calls(trace)[0]["call_id"]
    return "graph.calls[1].call_id"


@damage(Code.CALL_ID)
def a_call_id_of_another_form(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["call_id"] = "1st call"
    return "graph.calls[0].call_id"


@damage(Code.NO_CALLS)
def no_calls(trace: Trace, domain: Domain) -> str:
    calls(trace).clear()
    trace["graph"]["execution_order"].clear()
    return "graph.calls"


@damage(Code.EXECUTION_ORDER)
def order_swapped(trace: Trace, domain: Domain) -> str | None:
    order = trace["graph"]["execution_order"]
    for number, call in enumerate(calls(trace)):
        if number and call["dependencies"]:
            before = order.index(call["dependencies"][0])
            order[number], order[before] = order[before], order[number]
            return "graph.execution_order"
    return None


@damage(Code.EXECUTION_ORDER)
def order_incomplete(trace: Trace, domain: Domain) -> str:
    trace["graph"]["execution_order"].pop()
    return "graph.execution_order"


@damage(Code.EXECUTION_ORDER)
def order_with_a_call_twice(trace: Trace, domain: Domain) -> str:
    trace["graph"]["execution_order"].append(calls(trace)[0]["call_id"])
    return "graph.execution_order"


@damage(Code.EXECUTION_ORDER)
def order_with_a_call_that_is_not_there(trace: Trace, domain: Domain) -> str:
    trace["graph"]["execution_order"].append("call_9")
    return "graph.execution_order"


@damage(Code.GRAPH_ID)
def the_graph_of_another_trace(trace: Trace, domain: Domain) -> str:
    trace["graph"]["graph_id"] = "finance-99999999-g"
    return "graph.graph_id"


@damage(Code.CALL_ID)
def a_call_id_with_a_line_end(trace: Trace, domain: Domain) -> str:
    last = f"{calls(trace)[-1]['call_id']}\n"
    calls(trace)[-1]["call_id"] = trace["graph"]["execution_order"][-1] = last
    return f"graph.calls[{len(calls(trace)) - 1}].call_id"

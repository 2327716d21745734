"""What is sound in itself, and not what the scenario of the trace is about."""

from schemas.domain import Domain
from stages.traces.validator.constants import constants
from stages.traces.validator.plans import plans
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import (
    Trace,
    arguments,
    calls,
    damage,
    say,
)


@damage(Code.SCENARIO, scenario=True)
def a_scenario_that_is_not_there(trace: Trace, domain: Domain) -> str:
    trace["metadata"]["scenario"] = "water_the_plants"
    return "metadata.scenario"


@damage(Code.SCENARIO, scenario=True)
def a_tail_that_is_not_there(trace: Trace, domain: Domain) -> str:
    trace["metadata"]["tail"] = 99
    return "metadata.scenario"


@damage(Code.REGISTRY, scenario=True)
def made_from_another_file(trace: Trace, domain: Domain) -> str:
    trace["metadata"]["registry"] = "0123456789abcdef"
    return "metadata.registry"


@damage(Code.PLAN_INTENT, scenario=True)
def another_intent_that_some_call_serves(trace: Trace, domain: Domain) -> str | None:
    there = trace["request"]["intent_category"]
    for call in calls(trace):
        if domain.tools[call["tool_id"]].intent != there:
            trace["request"]["intent_category"] = domain.tools[call["tool_id"]].intent
            return "request.intent_category"
    return None


@damage(Code.PLAN_CALLS, scenario=True)
def a_wish_left_undone(trace: Trace, domain: Domain) -> str | None:
    """The last call gone, and the scopes as they are then."""
    if len(calls(trace)) < 2:
        return None
    gone = calls(trace).pop()
    trace["graph"]["execution_order"].remove(gone["call_id"])
    return "graph.calls"


@damage(Code.PLAN_ARGUMENT, scenario=True)
def a_filter_left_out(trace: Trace, domain: Domain) -> str | None:
    """The tool does without it, but then it reads more than was asked for."""
    for one in arguments(trace, domain):
        param = domain.tools[calls(trace)[one.number]["tool_id"]].takes[one.name]
        if param.optional and type(one.value) is str:
            del one.arguments[one.name]
            return f"graph.calls[{one.number}].arguments"
    return None


@damage(Code.PLAN_ARGUMENT, scenario=True)
def another_value_that_plans_give(trace: Trace, domain: Domain) -> str | None:
    scenario = domain.scenarios[trace["metadata"]["scenario"]]
    for one in arguments(trace, domain):
        kind = domain.kinds.get(one.kind)
        step = [*scenario.calls.values()][one.number : one.number + 1]
        fixed = step and step[0].args.get(one.name) == one.value
        if kind and kind.closed and fixed and type(one.value) is str:
            for other in kind.values or ():
                if other != one.value:
                    one.arguments[one.name] = other
                    return one.place
    return None


@damage(Code.PLAN_DEPENDENCIES, scenario=True)
def a_dependency_that_nothing_needs(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        earlier = [one["call_id"] for one in calls(trace)[:number]]
        if set(earlier) - set(call["dependencies"]):
            call["dependencies"] = earlier
            return f"graph.calls[{number}].dependencies"
    return None


@damage(Code.SCENARIO, scenario=True)
def the_scenario_left_out(trace: Trace, domain: Domain) -> str:
    """So that no plan could be compared."""
    del trace["metadata"]["scenario"]
    return "metadata.scenario"


@damage(Code.REGISTRY, scenario=True)
def the_registry_left_out(trace: Trace, domain: Domain) -> str:
    del trace["metadata"]["registry"]
    return "metadata.registry"


@damage(Code.SCENARIO, scenario=True)
def a_scenario_that_is_no_name(trace: Trace, domain: Domain) -> str:
    trace["metadata"]["scenario"] = ["chase_overdue"]
    return "metadata.scenario"


@damage(Code.PLAN_ARGUMENT, scenario=True)
def two_values_of_one_slot(trace: Trace, domain: Domain) -> str | None:
    """Both named, so that each is sound in itself."""
    metadata = trace["metadata"]
    plan = plans(domain, constants(domain))[metadata["scenario"], metadata["tail"]]
    for _, (number, name) in plan.shared:
        values = calls(trace)[number]["arguments"]
        if domain.kinds.get(plan_kind := _kind(domain, trace, number, name)) is None:
            continue
        others = domain.kinds[plan_kind].values or ()
        other = next((one for one in others if [one] != values[name] != one), None)
        if other is not None:
            values[name] = [other] if type(values[name]) is list else other
            say(trace, f" {other}")
            return f"graph.calls[{number}].arguments.{name}"
    return None


def _kind(domain: Domain, trace: Trace, number: int, name: str) -> str:
    return domain.tools[calls(trace)[number]["tool_id"]].takes[name].kind

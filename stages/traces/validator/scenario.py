"""A trace that names a scenario of the registry answers it as the scenario's plan says."""

from typing import Any

import orjson

from stages.traces.validator.plans import Place, Plan, PlanCall
from stages.traces.validator.problem import Code
from stages.traces.validator.shown import shown
from stages.traces.validator.subject import Subject, argument_place

ORACLE = "template"
"""The oracle whose traces all have a scenario."""


def check_metadata(subject: Subject) -> None:
    """Check that the metadata can be written, and the graph against the scenario they name."""
    metadata, digest = subject.trace["metadata"], subject.domain.digest
    if not _is_writable(metadata):
        subject.add(Code.UNWRITABLE, "metadata", "cannot be written as JSON")
    if "registry" in metadata and metadata["registry"] != digest:
        what = f"the domain's file is {digest}, not the one the trace was made from"
        subject.add(Code.REGISTRY, "metadata.registry", what)
    if "scenario" in metadata:
        if "registry" not in metadata:
            what = "is missing: a scenario is one of a certain registry"
            subject.add(Code.REGISTRY, "metadata.registry", what)
        _check_scenario(subject, metadata)
    elif metadata.get("oracle") == ORACLE:
        what = f"is missing: traces of the {ORACLE} oracle have one"
        subject.add(Code.SCENARIO, "metadata.scenario", what)


def _is_writable(metadata: dict[str, Any]) -> bool:
    try:
        return bool(orjson.dumps(metadata))
    except TypeError:  # lone surrogates, huge numbers, keys that are no text
        return False


def _check_scenario(subject: Subject, metadata: dict[str, Any]) -> None:
    plan = _plan(subject, metadata)
    if plan is None:
        what = f"no scenario {shown(metadata['scenario'])} with tail {shown(metadata.get('tail'))}"
        subject.add(Code.SCENARIO, "metadata.scenario", what)
    elif subject.trace["request"]["intent_category"] != plan.intent:
        what = f"the scenario is one of intent {plan.intent}"
        subject.add(Code.PLAN_INTENT, "request.intent_category", what)
    elif [call["tool_id"] for call in subject.calls] != plan.tools:
        what = f"the scenario takes {', '.join(plan.tools)}"
        subject.add(Code.PLAN_CALLS, "graph.calls", what)
    else:
        _check_calls(subject, plan)


def _plan(subject: Subject, metadata: dict[str, Any]) -> Plan | None:
    name, tail = metadata["scenario"], metadata.get("tail")
    if type(name) is not str or not (tail is None or type(tail) is int):
        return None
    return subject.domain.plans.get((name, tail))


def _check_calls(subject: Subject, plan: Plan) -> None:
    for number, (call, wanted) in enumerate(zip(subject.calls, plan.calls, strict=True)):
        arguments = call["arguments"]
        if arguments.keys() != wanted.names or not wanted.fixed.items() <= arguments.items():
            _explain(subject, number, arguments, wanted)
        for name in wanted.doubtful:
            _check_slot(subject, number, name)
        if call["dependencies"] != wanted.dependencies:
            what = f"are not those of the scenario, {wanted.dependencies}"
            subject.add(Code.PLAN_DEPENDENCIES, f"graph.calls[{number}].dependencies", what)
        if call["provenance"]["source_type"] != wanted.source:
            what = f"is not {wanted.source!r}, as the scenario has it"
            place = f"graph.calls[{number}].provenance.source_type"
            subject.add(Code.PLAN_SOURCE, place, what)
    for first, other in plan.shared:
        _check_shared(subject, first, other)


def _check_slot(subject: Subject, number: int, name: str) -> None:
    """The request names what a slot decides, even where other plans give it by themselves."""
    param = subject.domain.tools[subject.calls[number]["tool_id"]].params[name]
    value = _single(subject.calls[number]["arguments"].get(name))
    if type(value) is dict:
        what = "is the result of a call, the scenario takes it from the request"
        subject.add(Code.PLAN_ARGUMENT, argument_place(number, name), what)
    elif (
        type(value) in param.types
        and value in param.constants
        and not param.names(value, subject.wish)
    ):
        what = f"the request does not name {shown(value)}"
        subject.add(Code.UNNAMED, argument_place(number, name), what)


def _check_shared(subject: Subject, first: Place, other: Place) -> None:
    """One slot decides both."""
    one, two = (_single(subject.calls[n]["arguments"].get(name)) for n, name in (first, other))
    if one != two:
        what = f"is {shown(two)}, but {argument_place(*first)} is {shown(one)}"
        subject.add(Code.PLAN_ARGUMENT, argument_place(*other), what)


def _single(value: Any) -> Any:
    return value[0] if type(value) is list and len(value) == 1 else value


def _explain(subject: Subject, number: int, arguments: dict[str, Any], wanted: PlanCall) -> None:
    place = f"graph.calls[{number}].arguments"
    for name in sorted(wanted.names - arguments.keys()):
        subject.add(Code.PLAN_ARGUMENT, place, f"lack {name}, which the scenario gives")
    for name in arguments:
        if name not in wanted.names:
            what = "is not given by the scenario"
            subject.add(Code.PLAN_ARGUMENT, argument_place(number, name), what)
        elif arguments[name] != wanted.fixed.get(name, arguments[name]):
            what = f"is {shown(arguments[name])}, the scenario gives {shown(wanted.fixed[name])}"
            subject.add(Code.PLAN_ARGUMENT, argument_place(number, name), what)

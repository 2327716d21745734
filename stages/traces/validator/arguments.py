"""The arguments of a call: all that it needs, none unknown, each of its kind."""

from typing import Any

from stages.traces.validator.problem import Code
from stages.traces.validator.references import check_reference
from stages.traces.validator.shown import named, shown
from stages.traces.validator.subject import Subject, argument_place
from stages.traces.validator.tables import ParamTable, ToolTable


def check_arguments(subject: Subject, number: int, tool: ToolTable) -> None:
    """Check the arguments of one call."""
    arguments = subject.calls[number]["arguments"]
    for name in sorted(tool.required - arguments.keys()):
        what = f"{tool.id} needs {name}"
        subject.add(Code.MISSING_ARGUMENT, f"graph.calls[{number}].arguments", what)
    for name, value in arguments.items():
        param = tool.params.get(name)
        if param is None:
            what = f"{tool.id} takes no {named(name)}"
            subject.add(Code.UNKNOWN_ARGUMENT, argument_place(number, name), what)
        elif type(value) is dict:
            check_reference(subject, number, value, param, name)
        elif type(value) is list:
            _check_list(subject, number, value, param, name)
        elif param.list:
            what = f"is one value, {name} is a list"
            subject.add(Code.SINGLE_FOR_LIST, argument_place(number, name), what)
        else:
            _check_literal(subject, value, param, argument_place(number, name))


def _check_list(
    subject: Subject, number: int, values: list[Any], param: ParamTable, name: str
) -> None:
    if not param.list:
        what = f"is a list, {name} is one value"
        subject.add(Code.LIST_FOR_SINGLE, argument_place(number, name), what)
        return
    if not values:
        subject.add(Code.EMPTY_LIST, argument_place(number, name), "is empty")
    for item, value in enumerate(values):
        if type(value) is dict:
            check_reference(subject, number, value, param, name, item)
        else:
            _check_literal(subject, value, param, argument_place(number, name, item))
        if value in values[:item]:
            what = f"{shown(value)} is there twice"
            subject.add(Code.REPEATED_VALUE, argument_place(number, name, item), what)


def _check_literal(subject: Subject, value: Any, param: ParamTable, place: str) -> None:
    if type(value) not in param.types:
        subject.add(Code.ARGUMENT_TYPE, place, f"{shown(value)} is not {param.wanted}")
    elif not (param.accepts(value) or param.allows(value)):
        subject.add(Code.ARGUMENT_VALUE, place, f"{shown(value)} is not {param.wanted}")
    elif value not in param.constants and not param.names(value, subject.wish):
        subject.add(Code.UNNAMED, place, f"the request does not name {shown(value)}")

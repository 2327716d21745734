"""Arguments that are results of earlier calls."""

import re
from functools import lru_cache
from typing import Any

from stages.traces.validator.problem import Code
from stages.traces.validator.shown import named, shown
from stages.traces.validator.subject import Subject, argument_place
from stages.traces.validator.tables import ParamTable, ToolTable

FORM = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)(\[\]|\[0\]|)\.([a-z][a-z0-9_]*)")
PARTS = {"[]": "all of a list", "[0]": "the first of a list", "": "a single record"}


@lru_cache(maxsize=1 << 14)
def parse(text: str) -> tuple[str, str, str] | None:
    """Call, part and field of `call_1[].invoice_id`; None for another form."""
    found = FORM.fullmatch(text)
    return (found[1], found[2], found[3]) if found else None


def check_reference(
    subject: Subject,
    number: int,
    value: dict[str, Any],
    param: ParamTable,
    name: str,
    item: int | None = None,
) -> None:
    """Check one reference; `item` is its number in a list, None for an argument by itself."""
    text = value.get("$ref")
    parsed = parse(text) if type(text) is str and len(value) == 1 else None
    if parsed is None:
        what = f'{shown(value)} is not of the form {{"$ref": "call_1[].field"}}'
        subject.add(Code.REFERENCE_FORM, argument_place(number, name, item), what)
        return
    call_id, part, field = parsed
    source = subject.wiring.numbers.get(call_id)
    if source is None:
        place = argument_place(number, name, item)
        subject.add(Code.DANGLING_REFERENCE, place, f"no call {call_id}")
        return
    if source >= number:
        what = f"{call_id} does not stand before the call"
        subject.add(Code.LATE_REFERENCE, argument_place(number, name, item), what)
    elif call_id not in subject.calls[number]["dependencies"]:
        what = f"lack {call_id}, whose result is used in arguments.{named(name)}"
        subject.add(Code.UNDECLARED, f"graph.calls[{number}].dependencies", what)
    tool = subject.wiring.tools[source]
    if tool and not _fits(tool, part, field, param, item is not None):
        _explain(subject, argument_place(number, name, item), parsed, param, tool)


def _fits(tool: ToolTable, part: str, field: str, param: ParamTable, wrapped: bool) -> bool:
    return (
        tool.fields.get(field) == param.kind
        and (part != "") == tool.many
        and (part == "[]") == (param.list and not wrapped)
    )


def _explain(
    subject: Subject, place: str, parsed: tuple[str, str, str], param: ParamTable, tool: ToolTable
) -> None:
    call_id, part, field = parsed
    kind = tool.fields.get(field)
    if kind is None:
        subject.add(Code.REFERENCE_FIELD, place, f"the result of {call_id} has no {field}")
    elif kind != param.kind:
        what = f"{field} of {call_id} is of kind {kind}, not {param.kind}"
        subject.add(Code.REFERENCE_KIND, place, what)
    if (part != "") != tool.many:
        what = f"is {PARTS[part]}, but {call_id} gives {'a list' if tool.many else 'one record'}"
        subject.add(Code.REFERENCE_PART, place, what)
    elif part == "[]":
        subject.add(Code.LIST_FOR_SINGLE, place, "is a list where one value is wanted")
    elif param.list and not place.endswith("]"):
        subject.add(Code.SINGLE_FOR_LIST, place, "is one value where a list is wanted")

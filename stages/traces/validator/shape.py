"""Tables of fields, each compiled into a fast predicate and able to explain why it says no."""

from collections.abc import Iterator
from types import NoneType
from typing import Any

from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.shown import named

NAMES: dict[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
    NoneType: "null",
}


class Record:
    """The fields of an object, each of some types, another record, or a list of either."""

    def __init__(self, **fields: "Field") -> None:
        self.fields = fields
        known: dict[str, Any] = {"NoneType": NoneType}
        self.predicate = eval(f"lambda value: {self.source('value', 'it', known)}", known)

    def fits(self, value: object) -> bool:
        """Whether `value` has these fields, no others, and of these types."""
        try:
            return bool(self.predicate(value))
        except KeyError:
            return False

    def explain(self, value: object, place: str = "") -> Iterator[Problem]:
        """Everything that keeps `value` from fitting."""
        if type(value) is not dict:
            yield _wrong(value, (dict,), place)
            return
        for name in (name for name in self.fields if name not in value):
            yield Problem(Code.MISSING_FIELD, _inside(place, name), "is missing")
        for name in value:
            if name in self.fields:
                yield from _explain(value[name], self.fields[name], _inside(place, name))
            else:
                yield Problem(Code.UNKNOWN_FIELD, _inside(place, name), "is no field of a trace")

    def source(self, value: str, name: str, known: dict[str, Any]) -> str:
        """The predicate over the expression `value`, called `name`; what it uses goes to `known`.

        May raise KeyError where a field is missing.
        """
        tests = [f"type({name} := {value}) is dict and len({name}) == {len(self.fields)}"]
        for key, field in self.fields.items():
            tests.append(_test(f"{name}[{key!r}]", f"{name}_{key}", field, known))
        return " and ".join(tests)


Types = tuple[type, ...]
Field = Types | Record | list[Any]
"""A list has one item: the type or the record that all items are."""


def _test(value: str, name: str, field: Field, known: dict[str, Any]) -> str:
    if isinstance(field, Record):
        return field.source(value, name, known)
    if isinstance(field, tuple):
        return f"({' or '.join(f'type({value}) is {one.__name__}' for one in field)})"
    item = field[0]
    is_list = f"type({name} := {value}) is list"
    if isinstance(item, Record):
        known[f"each_{name}"] = item.predicate
        return f"{is_list} and all(map(each_{name}, {name}))"
    known[f"types_{name}"] = frozenset({item})
    return f"{is_list} and (not {name} or types_{name}.issuperset(map(type, {name})))"


def _explain(value: object, field: Field, place: str) -> Iterator[Problem]:
    if isinstance(field, Record):
        yield from field.explain(value, place)
    elif isinstance(field, tuple):
        if type(value) not in field:
            yield _wrong(value, field, place)
    elif type(value) is not list:
        yield _wrong(value, (list,), place)
    else:
        item = field[0] if isinstance(field[0], Record) else (field[0],)
        for number, one in enumerate(value):
            yield from _explain(one, item, f"{place}[{number}]")


def _wrong(value: object, wanted: Types, place: str) -> Problem:
    there = NAMES.get(type(value), type(value).__name__)
    what = " or ".join(NAMES[one] for one in wanted)
    return Problem(Code.WRONG_TYPE, place, f"is {there}, not {what}")


def _inside(place: str, name: object) -> str:
    return f"{place}.{named(name)}" if place else named(name)

"""Tools, their arguments, and references to results."""

from typing import Any

from schemas.domain import Domain
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import (
    Argument,
    Trace,
    arguments,
    calls,
    damage,
    of_form,
    of_kind,
    references,
    source,
)


@damage(Code.UNKNOWN_TOOL)
def a_tool_that_is_not_there(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["tool_id"] += "_now"
    return "graph.calls[0].tool_id"


@damage(Code.FOREIGN_TOOL)
def a_tool_of_another_domain(trace: Trace, domain: Domain) -> str:
    email = domain.domain == "Email"
    calls(trace)[0]["tool_id"] = "finance.search_invoices" if email else "email.search_messages"
    return "graph.calls[0].tool_id"


@damage(Code.MISSING_ARGUMENT)
def an_argument_missing(trace: Trace, domain: Domain) -> str | None:
    for one in arguments(trace, domain):
        if not domain.tools[calls(trace)[one.number]["tool_id"]].takes[one.name].optional:
            del one.arguments[one.name]
            return f"graph.calls[{one.number}].arguments"
    return None


@damage(Code.UNKNOWN_ARGUMENT)
def an_unknown_argument(trace: Trace, domain: Domain) -> str:
    calls(trace)[-1]["arguments"]["recursive"] = True
    return f"graph.calls[{len(calls(trace)) - 1}].arguments.recursive"


def _set(one: Argument | None, value: Any) -> str | None:
    if one is None:
        return None
    one.arguments[one.name] = value
    return one.place


@damage(Code.ARGUMENT_TYPE)
def text_for_a_number(trace: Trace, domain: Domain) -> str | None:
    return _set(one := next(of_kind(trace, domain, "rows", "days"), None), one and str(one.value))


@damage(Code.ARGUMENT_TYPE)
def a_fraction_for_a_whole_number(trace: Trace, domain: Domain) -> str | None:
    return _set(one := next(of_kind(trace, domain, "rows", "days"), None), one and one.value + 0.0)


@damage(Code.ARGUMENT_TYPE)
def true_for_one(trace: Trace, domain: Domain) -> str | None:
    ones = (one for one in of_kind(trace, domain, "rows") if one.value == 1)
    return _set(next(ones, None), True)


@damage(Code.ARGUMENT_TYPE)
def a_number_for_a_name(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_kind(trace, domain, "person", "email", "date"), None), 7)


@damage(Code.ARGUMENT_TYPE)
def null_for_a_value(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_form(trace, domain, "values"), None), None)


@damage(Code.ARGUMENT_VALUE)
def none_of_a_closed_set(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_form(trace, domain, "closed"), None), "whichever")


@damage(Code.ARGUMENT_VALUE)
def a_pattern_broken(trace: Trace, domain: Domain) -> str | None:
    one = next(of_form(trace, domain, "pattern"), None)
    if one is not None:  # the request names it, so that nothing else is wrong
        trace["request"]["text"] += f" {one.value}0"
    return _set(one, one and f"{one.value}0")


@damage(Code.ARGUMENT_VALUE)
def no_rows(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_kind(trace, domain, "rows"), None), 0)


@damage(Code.ARGUMENT_VALUE)
def a_number_out_of_range(trace: Trace, domain: Domain) -> str | None:
    one = next(of_form(trace, domain, "integer"), None)
    return _set(one, one and domain.kinds[one.kind].integer[1] + 1)  # type: ignore[index]


@damage(Code.ARGUMENT_VALUE)
def a_number_with_three_decimals(trace: Trace, domain: Domain) -> str | None:
    one = next(of_form(trace, domain, "number"), None)
    return _set(one, one and one.value + 0.001)


@damage(Code.ARGUMENT_VALUE)
def a_day_that_is_none(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_kind(trace, domain, "date"), None), "2026-02-30")


@damage(Code.ARGUMENT_VALUE)
def an_address_without_a_host(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_kind(trace, domain, "email"), None), "helen.marsh@")


@damage(Code.ARGUMENT_VALUE)
def a_person_without_a_name(trace: Trace, domain: Domain) -> str | None:
    return _set(next(of_kind(trace, domain, "person"), None), "@everyone")


@damage(Code.ARGUMENT_VALUE)
def a_slot_left_in_a_value(trace: Trace, domain: Domain) -> str | None:
    kinds = (one for one in of_form(trace, domain, "values") if not domain.kinds[one.kind].closed)
    return _set(next(kinds, None), "{customer}")


@damage(Code.LIST_FOR_SINGLE)
def a_list_for_a_single_value(trace: Trace, domain: Domain) -> str | None:
    one = next(of_form(trace, domain, "values"), None)
    return _set(one, one and [one.value])


@damage(Code.SINGLE_FOR_LIST)
def a_single_value_for_a_list(trace: Trace, domain: Domain) -> str | None:
    lists = (one for one in arguments(trace, domain) if type(one.value) is list)
    one = next((one for one in lists if type(one.value[0]) is not dict), None)
    return _set(one, one and one.value[0])


@damage(Code.SINGLE_FOR_LIST)
def a_single_reference_for_a_list(trace: Trace, domain: Domain) -> str | None:
    lists = (one for one in arguments(trace, domain) if type(one.value) is list)
    one = next((one for one in lists if type(one.value[0]) is dict), None)
    return _set(one, one and one.value[0])


@damage(Code.EMPTY_LIST)
def an_empty_list(trace: Trace, domain: Domain) -> str | None:
    return _set(next((one for one in arguments(trace, domain) if one.list), None), [])


@damage(Code.REPEATED_VALUE)
def a_value_twice_in_a_list(trace: Trace, domain: Domain) -> str | None:
    one = next((one for one in arguments(trace, domain) if type(one.value) is list), None)
    place = _set(one, one and [*one.value, one.value[0]])
    return one and f"{place}[{len(one.value) - 1}]"


@damage(Code.REFERENCE_FORM)
def a_reference_of_another_form(trace: Trace, domain: Domain) -> str | None:
    one = next(references(trace, domain), None)
    return _set(one, one and {"$ref": one.value["$ref"].replace(".", "/")})


@damage(Code.REFERENCE_FORM)
def a_reference_to_the_second_of_a_list(trace: Trace, domain: Domain) -> str | None:
    firsts = (one for one in references(trace, domain) if "[0]" in one.value["$ref"])
    one = next(firsts, None)
    return _set(one, one and {"$ref": one.value["$ref"].replace("[0]", "[1]")})


@damage(Code.DANGLING_REFERENCE)
def a_reference_to_no_call(trace: Trace, domain: Domain) -> str | None:
    one = next(references(trace, domain), None)
    return _set(one, one and {"$ref": "call_9" + one.value["$ref"].removeprefix("call_1")})


@damage(Code.LATE_REFERENCE)
def a_reference_to_the_call_itself(trace: Trace, domain: Domain) -> str | None:
    one = next(references(trace, domain), None)
    if one is None:
        return None
    _, part, field = source(one)
    return _set(one, {"$ref": f"call_{one.number + 1}{part}.{field}"})


@damage(Code.REFERENCE_FIELD)
def a_reference_to_a_field_that_is_not_there(trace: Trace, domain: Domain) -> str | None:
    one = next(references(trace, domain), None)
    return _set(one, one and {"$ref": one.value["$ref"] + "_x"})


@damage(Code.REFERENCE_KIND)
def a_reference_to_a_field_of_another_kind(trace: Trace, domain: Domain) -> str | None:
    for one in references(trace, domain):
        number, _, field = source(one)
        tool = domain.tools[calls(trace)[number]["tool_id"]]
        for other, kind in domain.records[tool.record].items():
            if kind != one.kind:
                return _set(one, {"$ref": one.value["$ref"].replace(f".{field}", f".{other}")})
    return None


@damage(Code.LIST_FOR_SINGLE)
def a_list_of_results_for_a_single_value(trace: Trace, domain: Domain) -> str | None:
    firsts = (one for one in references(trace, domain) if "[0]" in one.value["$ref"])
    one = next(firsts, None)
    return _set(one, one and {"$ref": one.value["$ref"].replace("[0]", "[]")})


@damage(Code.SINGLE_FOR_LIST)
def one_result_for_a_list(trace: Trace, domain: Domain) -> str | None:
    lists = (one for one in references(trace, domain) if "[]" in one.value["$ref"])
    one = next(lists, None)
    return _set(one, one and {"$ref": one.value["$ref"].replace("[]", "[0]")})


@damage(Code.REFERENCE_PART)
def a_list_of_results_taken_for_one_record(trace: Trace, domain: Domain) -> str | None:
    lists = (one for one in references(trace, domain) if "[" in one.value["$ref"])
    one = next(lists, None)
    return _set(one, one and {"$ref": one.value["$ref"].replace("[]", "").replace("[0]", "")})


@damage(Code.REFERENCE_PART)
def one_record_taken_for_a_list_of_results(trace: Trace, domain: Domain) -> str | None:
    single = (one for one in references(trace, domain) if "[" not in one.value["$ref"])
    one = next(single, None)
    return _set(one, one and {"$ref": one.value["$ref"].replace(".", "[].")})

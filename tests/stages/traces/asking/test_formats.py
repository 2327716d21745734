"""The forms of answers: within what the API enforces, and read as they were written."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.oracle_words import PHASES, Phase
from stages.traces.asking.formats import (
    Finding,
    Judgement,
    PlannedArgument,
    PlannedCall,
    PlannedCalls,
    WrittenRequest,
    WrittenRequests,
)
from stages.traces.asking.prompts import FORMS, SCHEMAS
from tests.servers.claude.fitting import example, fits
from tests.servers.claude.formats import format_problem

UNTAKEN = {"minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
UNTAKEN |= {"multipleOf", "maxItems", "uniqueItems", "oneOf", "not", "patternProperties"}

WHOLE, REAL = st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.one_of(st.text(), WHOLE, REAL, st.booleans())
VALUES = st.one_of(SCALARS, st.lists(st.one_of(st.text(), WHOLE, REAL), max_size=3))
ARGUMENTS = st.builds(PlannedArgument, name=st.text(), value=VALUES)
CALLS = st.builds(PlannedCall, arguments=st.lists(ARGUMENTS, max_size=3))
FORMS_OF = {
    "requests": st.builds(WrittenRequests, requests=st.lists(st.from_type(WrittenRequest))),
    "plan": st.builds(PlannedCalls, calls=st.lists(CALLS, max_size=3)),
    "judgement": st.builds(Judgement, findings=st.lists(st.from_type(Finding), max_size=3)),
}


def below(value: Any) -> Iterator[dict[str, Any]]:
    """All objects in a schema."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from below(one)


@pytest.mark.parametrize("phase", PHASES)
def test_no_keyword_that_the_api_does_not_take(phase: Phase) -> None:
    assert format_problem(orjson.dumps(SCHEMAS[phase])) == ""
    assert not UNTAKEN & {key for schema in below(SCHEMAS[phase]) for key in schema}


@pytest.mark.parametrize("phase", PHASES)
def test_everything_is_wanted_and_nothing_else_taken(phase: Phase) -> None:
    closed = [schema for schema in below(SCHEMAS[phase]) if schema.get("type") == "object"]
    assert closed
    for schema in closed:
        assert schema["additionalProperties"] is False
        assert set(schema["required"]) == set(schema["properties"])


@pytest.mark.parametrize("phase", PHASES)
def test_what_fits_the_schema_is_read(phase: Phase) -> None:
    FORMS[phase].model_validate_json(orjson.dumps(example(SCHEMAS[phase])))


@given(data=st.data(), phase=st.sampled_from(PHASES))
def test_a_form_fits_its_schema_and_is_read_as_it_was(data: st.DataObject, phase: Phase) -> None:
    made: Any = data.draw(FORMS_OF[phase])
    assert fits(SCHEMAS[phase], made.model_dump(mode="json"))
    again = FORMS[phase].model_validate_json(made.model_dump_json())
    assert again == made
    assert repr(again) == repr(made)  # 1, 1.0 and true are equal, and not the same


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("3", 3),
        ("3.0", 3.0),
        ('"3"', "3"),
        ('["$call_1[].loan_id"]', ["$call_1[].loan_id"]),
        ("[]", []),
        ('[1, 2.5, "x"]', [1, 2.5, "x"]),
    ],
)
def test_values_keep_their_types(text: str, value: Any) -> None:
    found = PlannedArgument.model_validate_json(f'{{"name": "a", "value": {text}}}').value
    assert (found, repr(found)) == (value, repr(value))

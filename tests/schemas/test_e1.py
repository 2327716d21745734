from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.e1 import STATES, E1Row, FlowText, parse_question, render_question, row_hash
from tests.builders import row_of

counts = st.none() | st.integers(0, 2**63)
words = st.none() | st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
ports = st.none() | st.integers(0, 65_535)
flow_texts = st.builds(
    FlowText,
    protocol=words,
    source_port=ports,
    destination_port=ports,
    service=words,
    state=st.none() | st.sampled_from(STATES),
    duration_us=counts,
    sent_packets=counts,
    sent_bytes=counts,
    received_packets=counts,
    received_bytes=counts,
)

FLOW = FlowText("tcp", None, 23, None, "no reply", 3_110_000, 3, 0, 0, 0)
QUESTION = (
    "Network flow: protocol tcp; destination port 23; state no reply; duration 3.11 s;"
    " sent 3 packets, 0 bytes; received 0 packets, 0 bytes. Is it Malicious or Benign?"
)


def test_template() -> None:
    assert render_question(FLOW) == QUESTION


@given(flow_texts)
def test_parse_is_the_inverse_of_render(flow: FlowText) -> None:
    assume(flow != FlowText())
    assert parse_question(render_question(flow)) == flow


@given(flow_texts, counts)
def test_twins_differ_in_time_alone(flow: FlowText, other: int | None) -> None:
    assert flow.twin() == FlowText(**{**_fields(flow), "duration_us": other}).twin()
    if flow.sent_packets is not None:
        more = FlowText(**{**_fields(flow), "sent_packets": flow.sent_packets + 1})
        assert flow.twin() != more.twin()


def _fields(flow: FlowText) -> dict[str, Any]:
    return {name: getattr(flow, name) for name in FlowText.__slots__}


@given(st.text())
@example("Network flow: . Is it Malicious or Benign?")
@example("Network flow: duration 1.2.3 s. Is it Malicious or Benign?")
@example("Network flow: duration . s. Is it Malicious or Benign?")
@example("Network flow: duration 1.50 s. Is it Malicious or Benign?")
@example("Network flow: duration 1.0000001 s. Is it Malicious or Benign?")
@example("Network flow: destination port ٢٣. Is it Malicious or Benign?")
@example("Network flow: destination port 023. Is it Malicious or Benign?")
@example("Network flow: state asleep. Is it Malicious or Benign?")
@example("Network flow: sent, 5 bytes. Is it Malicious or Benign?")
@example("Network flow: destination port 23; protocol tcp. Is it Malicious or Benign?")
@example(QUESTION + " ")
@example(QUESTION.replace("; state", ";  state"))
@example(QUESTION.replace("23", "?"))
def test_other_texts_are_not_of_the_template(text: str) -> None:
    with pytest.raises(ValueError, match=r"^the question is not of the E1 template$"):
        parse_question(text)


def test_hash_is_of_the_question_alone() -> None:
    assert row_hash(QUESTION) == "b9ddfc8075498c93"  # printf %s "…" | sha256sum | cut -c1-16
    assert row_hash(QUESTION) != row_hash(QUESTION.replace("23", "24"))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"answer": "malicious"}, "Input should be 'Malicious' or 'Benign'"),
        ({"question": "Is it?"}, "the question is not of the E1 template"),
        ({"question": "x" * 401}, "String should have at most 400 characters"),
        ({"question": None}, "Input should be a valid string"),
        ({"prompt": "x"}, "Extra inputs are not permitted"),
        ({"meta": {"hash": "0" * 16}}, "meta.hash is not the hash of the question"),
        ({"meta": {"hash": "0"}}, "String should match pattern"),
        ({"meta": {"split": "demo"}}, "Input should be 'train', 'dev', 'test' or 'ood'"),
        ({"meta": {"source": ""}}, "String should have at least 1 character"),
        ({"meta": {"attack_family": "NA"}}, "attack_family must be NA for benign rows and only"),
        ({"answer": "Benign"}, "attack_family must be NA for benign rows and only"),
    ],
)
def test_invalid_rows(damage: dict[str, Any], message: str) -> None:
    row = row_of(FLOW, "Malicious", source="iot23", split="train")
    E1Row.model_validate(row)
    meta = {**row["meta"], **damage.get("meta", {})}
    with pytest.raises(ValidationError, match=message):
        E1Row.model_validate({**row, **damage, "meta": meta})

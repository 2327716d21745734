import pytest
from datasets import Features

from schemas.e1 import E1Row
from schemas.e2 import E2Row
from schemas.meta import MetaRow
from schemas.strict import Strict
from schemas.trace import GoldTrace
from stages.hub.features import features, nulls

STRING = {"dtype": "string", "_type": "Value"}


def test_rows_and_metadata() -> None:
    meta = dict.fromkeys(("source", "scenario", "attack_family", "hash", "split"), STRING)
    assert features(E1Row) == {"question": STRING, "answer": STRING, "meta": meta}
    columns = ("section", "name", "description", "payload_json", "version", "created_at")
    assert features(MetaRow) == dict.fromkeys(columns, STRING)


def test_lists_and_strings_that_may_be_null() -> None:
    found = dict.fromkeys(("tool", "rule_id", "severity", "msg", "loc"), STRING)
    wanted = {
        "question": STRING,
        "info": {"violations": [found], "patch": STRING},
        "meta": dict.fromkeys(("lang", "source", "hash"), STRING),
    }
    assert features(E2Row) == wanted
    read = Features.from_dict(wanted)
    assert read["info"]["violations"].feature["loc"].dtype == "string"
    assert read["info"]["patch"].dtype == "string"


def test_what_stands_for_null() -> None:
    assert nulls(E2Row) == {"info.patch": ""}
    assert nulls(E1Row) == nulls(MetaRow) == {}


def test_traces() -> None:
    json = {"_type": "Json"}
    found = features(GoldTrace, {"policy.scope_limits"})
    assert found["policy"]["scope_limits"] == found["metadata"] == json
    assert found["validated"] == {"dtype": "bool", "_type": "Value"}
    assert found["created_at"] == STRING
    (call,) = found["graph"]["calls"]
    assert call["arguments"] == json
    assert call["dependencies"] == [STRING]
    assert call["scope"]["rows_requested"] == {"dtype": "int64", "_type": "Value"}
    assert call["provenance"]["timestamp"] == STRING


def test_columns_that_are_to_be_json() -> None:
    wanted = {"graph.calls.provenance.timestamp", "created_at", "policy.scope_limits"}
    found = features(GoldTrace, wanted)
    json = {"_type": "Json"}
    assert found["graph"]["calls"][0]["provenance"]["timestamp"] == json
    assert found["created_at"] == found["policy"]["scope_limits"] == json
    assert found["request"]["request_id"] == STRING


def test_type_without_a_feature() -> None:
    class Odd(Strict):
        when: complex

    with pytest.raises(TypeError, match="no feature for <class 'complex'>"):
        features(Odd)

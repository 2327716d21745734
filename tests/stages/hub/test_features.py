import pytest
from datasets import Features

from schemas.e1 import E1Row
from schemas.e2 import E2Row
from schemas.meta import MetaRow
from schemas.strict import Strict
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


def test_type_without_a_feature() -> None:
    class Odd(Strict):
        when: complex

    with pytest.raises(TypeError, match="no feature for <class 'complex'>"):
        features(Odd)

import pytest

from schemas.e1 import E1Row
from schemas.meta import MetaRow
from schemas.strict import Strict
from stages.hub.features import features

STRING = {"dtype": "string", "_type": "Value"}


def test_rows_and_metadata() -> None:
    meta = dict.fromkeys(("source", "scenario", "attack_family", "hash", "split"), STRING)
    assert features(E1Row) == {"question": STRING, "answer": STRING, "meta": meta}
    columns = ("section", "name", "description", "payload_json", "version", "created_at")
    assert features(MetaRow) == dict.fromkeys(columns, STRING)


def test_type_without_a_feature() -> None:
    class Odd(Strict):
        when: complex

    with pytest.raises(TypeError, match="no feature for <class 'complex'>"):
        features(Odd)

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.e1_sampling import SetAccount
from schemas.e1_sets import PRIMARY
from tests.builders import account_of, rows_of

ACCOUNT = account_of(PRIMARY, rows_of(PRIMARY, 20), synthetic=True)


def test_account_adds_up() -> None:
    assert SetAccount.model_validate(ACCOUNT).kept == 20


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"read": 33}, "kept [+] duplicate [+] rejected [+] surplus is 32, read is 33"),
        ({"kept": 19}, "kept [+] duplicate [+] rejected [+] surplus is 31, read is 32"),
        ({"rejected": {}}, "kept [+] duplicate [+] rejected [+] surplus is 26, read is 32"),
        ({"answers": {"Malicious": 10}}, "answers do not add up to kept, 20"),
        ({"splits": {"train": 21}}, "splits do not add up to kept, 20"),
        ({"families": {}}, "families do not add up to kept, 20"),
        ({"scenarios": {"a": 20, "b": 1}}, "scenarios do not add up to kept, 20"),
        ({"dropped": 1}, "Extra inputs are not permitted"),
    ],
)
def test_account_that_does_not_add_up(damage: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SetAccount.model_validate({**ACCOUNT, **damage})

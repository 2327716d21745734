"""seal.json: it adds up."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.params import load
from schemas.seal import ANSWERS, REJECTED, SEAL, TRACES, Seal

ROOT = Path(__file__).parents[2]
ORACLE = load(ROOT / "params.yaml").oracle.model_dump(mode="json")


def values(accepted: int = 7, *unfilled: int, **changes: Any) -> dict[str, Any]:
    """Of a seal that adds up."""
    cells = [{"domain": "Finance", "intent": "export", "traces": traces} for traces in unfilled]
    rows = {TRACES: accepted, REJECTED: 3, ANSWERS: 40}
    return {
        "total": accepted + sum(unfilled),
        "seed": 42,
        "created_at": "2026-11-22T00:00:00Z",
        "domains": ["Finance"],
        "oracle": ORACLE,
        "accepted": accepted,
        "unfilled": cells,
        "uncertain": 1,
        "uncertain_dollars": 0.25,
        "files": {name: {"rows": count, "sha256": "0" * 64} for name, count in rows.items()},
        **changes,
    }


@given(st.integers(0, 10**7), st.lists(st.integers(1, 1000), max_size=5))
def test_one_that_adds_up_comes_back_as_it_was(accepted: int, unfilled: list[int]) -> None:
    seal = Seal.model_validate(values(accepted, *unfilled))
    assert Seal.model_validate_json(seal.model_dump_json()) == seal
    assert seal.model_dump(mode="json") == values(accepted, *unfilled)


def test_all_domains() -> None:
    assert Seal.model_validate(values(domains=None)).domains is None


@given(st.integers(-5, 5).filter(bool))
def test_accepted_and_unfilled_are_all(off: int) -> None:
    with pytest.raises(ValidationError, match="7 accepted and 3 unfilled are not"):
        Seal.model_validate(values(7, 2, 1, total=10 + off))


@pytest.mark.parametrize("rows", [0, 6, 8])
def test_the_accepted_traces_are_in_their_file(rows: int) -> None:
    files = {**values()["files"], TRACES: {"rows": rows, "sha256": "0" * 64}}
    with pytest.raises(ValidationError, match=r"traces\.parquet has not the 7 accepted traces"):
        Seal.model_validate(values(files=files))


def test_a_seal_without_its_traces_is_none() -> None:
    with pytest.raises(ValidationError):
        Seal.model_validate(values(files={}))


@pytest.mark.parametrize("name", [*values()])
def test_nothing_may_be_left_out(name: str) -> None:
    told = values()
    del told[name]
    with pytest.raises(ValidationError, match="Field required"):
        Seal.model_validate(told)


@pytest.mark.parametrize(
    "change",
    [
        {"note": "x"},
        {"unfilled": [{"domain": "Finance", "intent": "steal", "traces": 1}], "total": 8},
        {"unfilled": [{"domain": "Finance", "intent": "export", "traces": 0}]},
        {"oracle": {**ORACLE, "attempts": 0}},
        {"oracle": {**ORACLE, "models": {}}},
    ],
)
def test_what_is_wrong_in_a_part(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Seal.model_validate(values(**change))


def test_the_sample_is_sound() -> None:
    seal = Seal.model_validate_json((ROOT / "data/samples/sealed" / SEAL).read_bytes())
    assert set(seal.files) == {TRACES, REJECTED, ANSWERS}

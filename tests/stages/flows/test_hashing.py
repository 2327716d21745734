import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stages.flows.hashing import combine, mix, seeded_rank
from stages.flows.record import word_hash
from tests.stages.flows.flow_files import MANY

words = st.integers(0, 2**64 - 1)
ints = st.integers(-1, 2**62)


@MANY
@given(row=st.lists(ints, min_size=1, max_size=8), at=st.integers(0, 7), other=ints)
def test_rows_that_differ_in_one_column_never_collide(row: list[int], at: int, other: int) -> None:
    at %= len(row)
    assume(row[at] != other)
    pair = np.array([row, [*row[:at], other, *row[at + 1 :]]], dtype=np.int64)
    first, second = combine([pair[:, column] for column in range(len(row))])
    assert first != second


def test_many_small_rows_have_distinct_hashes() -> None:
    a, b, c = (part.ravel() for part in np.meshgrid(*[np.arange(-1, 40)] * 3))
    assert len(np.unique(combine([a, b, c]))) == 41**3


def test_order_of_columns_matters() -> None:
    one, two = np.array([1]), np.array([2])
    assert combine([one, two]) != combine([two, one])


def test_narrow_types_hash_as_wide_ones() -> None:
    for kind in (np.int8, np.int16, np.int32):
        small = np.array([-1, 0, 7], dtype=kind)
        assert (combine([small]) == combine([small.astype(np.int64)])).all()


def test_values_are_the_same_on_any_machine() -> None:
    columns = [np.array([1, -1]), np.array([2**63], dtype=np.uint64).repeat(2)]
    assert combine(columns).tolist() == [0x90583A61A54E311E, 0xF79068341B8C4763]
    assert seeded_rank(np.array([7], dtype=np.uint64), 42).tolist() == [0xB1EA561E1A819115]
    assert [word_hash(None), word_hash("tcp")] == [0x4882EAD1CDD9F694, 0x7E6865D64513F1F7]


@MANY
@given(values=st.lists(words, min_size=2, max_size=20, unique=True), seed=st.integers(0, 2**63 - 1))
def test_mix_and_rank_are_bijections(values: list[int], seed: int) -> None:
    array = np.array(values, dtype=np.uint64)
    assert len(set(mix(array).tolist())) == len(values)
    assert len(set(seeded_rank(array, seed).tolist())) == len(values)


def test_another_seed_gives_another_order() -> None:
    content = mix(np.arange(100, dtype=np.uint64))
    orders = {tuple(np.argsort(seeded_rank(content, seed)).tolist()) for seed in range(5)}
    assert len(orders) == 5


@pytest.mark.parametrize("word", ["", "tcp", "é"])
def test_no_word_differs_from_every_word(word: str) -> None:
    assert word_hash(word) != word_hash(None)

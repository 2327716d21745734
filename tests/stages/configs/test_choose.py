"""The choice of files hangs on their content and the seed alone."""

from hypothesis import given
from hypothesis import strategies as st

from stages.configs.choose import preferred

KEYS = st.sets(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=30)


@given(KEYS, st.integers(1, 40), st.integers(0, 2**63 - 1), st.randoms())
def test_order_does_not_matter_and_limits_are_kept(keys, limit, seed, random) -> None:
    shuffled = sorted(keys)
    random.shuffle(shuffled)
    chosen = preferred(shuffled, limit, seed)
    assert chosen == preferred(sorted(keys), limit, seed)
    assert len(chosen) == min(limit, len(keys))
    assert chosen <= preferred(keys, limit + 1, seed)


def test_no_limit_takes_all() -> None:
    assert preferred({"a", "b"}, None, 42) == {"a", "b"}


def test_another_seed_takes_others() -> None:
    keys = [f"{number:016x}" for number in range(100)]
    assert preferred(keys, 10, 1) != preferred(keys, 10, 2)

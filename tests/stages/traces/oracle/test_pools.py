import pytest

from schemas.phrasing import Lines, Part, Phrasing
from stages.traces.oracle.pools import SHIFT, Placing, Pools

AFTER = Placing(" ", ".", capital=True)


@pytest.fixture(scope="module")
def pools(phrasing: Phrasing) -> Pools:
    groups = (
        Lines(lines=("call {who} {day}", "wait")),
        Lines(needs=("acts",), lines=("leave the rest",)),
    )
    update = {
        "words": {"who": ("Ann", "{boss}"), "boss": ("my boss",), "day": ("today", "now")},
        "parts": {"end": Part(form="sentence", groups=groups)},
    }
    return Pools(phrasing.model_copy(update=update))


def test_lines_are_filled_in_every_way(pools: Pools) -> None:
    assert pools.of("end", frozenset(), AFTER).lines == (
        ("Call Ann today", "Call Ann now", "Call my boss today", "Call my boss now"),
        ("Wait",),
    )


def test_lines_of_groups_that_fit(pools: Pools) -> None:
    assert pools.of("end", frozenset({"acts"}), AFTER).lines[2] == ("Leave the rest",)
    assert pools.fits("end", frozenset())


def test_no_line_fits(phrasing: Phrasing) -> None:
    part = Part(form="sentence", groups=(Lines(needs=("acts",), lines=("so it is",)),))
    pools = Pools(phrasing.model_copy(update={"parts": {"end": part}}))
    assert not pools.fits("end", frozenset({"report"}))


def test_a_word_draws_the_line_and_its_filling(pools: Pools) -> None:
    pool = pools.of("end", frozenset(), AFTER)
    assert pool.draw(0, 0, 0) == " Call Ann today."
    assert pool.draw(1, 0, 0) == " Wait."
    assert pool.draw(2 << SHIFT, 0, 0) == " Call my boss today."
    assert pool.draw(0, 1, 0) == " Wait."
    assert pool.draw(0, 0, 2) == " Call my boss today."


def test_room_counts_a_line_with_one_filling_as_hardly_varied(pools: Pools) -> None:
    assert pools.of("end", frozenset(), AFTER).room == pytest.approx(2**2 / (1 / 4 + 1))


def test_inside_a_sentence_there_is_no_capital(pools: Pools) -> None:
    placing = Placing("", ", ", capital=False)
    assert pools.of("end", frozenset(), placing).draw(0, 0, 0) == "call Ann today, "

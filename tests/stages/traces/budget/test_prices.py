"""From tokens to US dollars."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sections.oracle import Prices
from stages.traces.budget.prices import cost, lifetime
from stages.traces.ledger.answer import Usage
from tests.servers.claude.settings import SONNET
from tests.servers.claude.usage import Usage as Billed
from tests.stages.traces.asking.samples import PARAMS

PRICES = Prices(
    input=2,
    output=10,
    cache_write_5m=2.5,
    cache_write_1h=4,
    cache_read=0.1,
    batch=0.5,
    cache_minimum=1024,
)
TOKENS = st.integers(0, 10**9)
usages = st.builds(Usage, TOKENS, TOKENS, TOKENS, TOKENS, TOKENS)


@pytest.mark.parametrize(
    ("usage", "dollars"),
    [
        (Usage(0, 0, 0, 0, 0), 0),
        (Usage(1_000_000, 0, 0, 0, 0), 2),
        (Usage(0, 1_000_000, 0, 0, 0), 2.5),
        (Usage(0, 0, 1_000_000, 0, 0), 4),
        (Usage(0, 0, 0, 1_000_000, 0), 0.1),
        (Usage(0, 0, 0, 0, 1_000_000), 10),
        (Usage(150, 0, 0, 4000, 700), 0.0077),
        (Usage(1, 1, 1, 1, 1), 0.0000186),
    ],
)
def test_each_kind_of_token_has_its_price(usage: Usage, dollars: float) -> None:
    assert cost(usage, PRICES, "messages") == pytest.approx(dollars, rel=1e-12)
    assert cost(usage, PRICES, "batches") == pytest.approx(dollars / 2, rel=1e-12)


@given(usages, st.floats(0.01, 1))
def test_a_batch_has_a_factor_of_all_tokens(usage: Usage, factor: float) -> None:
    prices = PRICES.model_copy(update={"batch": factor})
    single, batch = (cost(usage, prices, transport) for transport in ("messages", "batches"))
    assert batch == pytest.approx(single * factor)


@given(usages, usages)
def test_what_two_cost_together(one: Usage, other: Usage) -> None:
    both = Usage(*map(sum, zip(one, other, strict=True)))
    apart = cost(one, PRICES, "messages") + cost(other, PRICES, "messages")
    assert cost(both, PRICES, "messages") == pytest.approx(apart)


@given(usages)
def test_not_off_by_more_than_a_float_is(usage: Usage) -> None:
    each = ("input", "cache_write_5m", "cache_write_1h", "cache_read", "output")
    exact = sum(
        Fraction(getattr(PRICES, name)) * tokens for name, tokens in zip(each, usage, strict=True)
    )
    assert cost(usage, PRICES, "messages") == pytest.approx(float(exact / 10**6), rel=1e-12)


@given(usages)
def test_as_the_api_bills_it(usage: Usage) -> None:
    """The prices of params.yaml, and those of the stand-in."""
    ours = PARAMS.oracle.models["claude-sonnet-5-5"]
    assert cost(usage, ours, "messages") == pytest.approx(
        SONNET.dollars(Billed(*usage), "messages")
    )
    assert cost(usage, ours, "batches") == pytest.approx(SONNET.dollars(Billed(*usage), "batches"))


def test_a_batch_keeps_its_prefix_longer() -> None:
    assert lifetime("messages") == "5m"
    assert lifetime("batches") == "1h"

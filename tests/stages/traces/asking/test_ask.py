"""Questions are known by what they say."""

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.oracle_words import PHASES, Phase
from stages.traces.asking.ask import Ask
from tests.stages.traces.asking.samples import DOMAINS, LIBRARY, asks, prompts

VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**31), 2**31), st.floats(0, 9), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner)),
    max_leaves=12,
)
BODIES = st.dictionaries(st.text(min_size=1), VALUES, min_size=1, max_size=5)


def reordered(value: Any, order: random.Random) -> Any:
    """The same, with the keys of all objects in another order."""
    if isinstance(value, list):
        return [reordered(one, order) for one in value]
    if not isinstance(value, dict):
        return value
    keys = order.sample(list(value), len(value))
    return {key: reordered(value[key], order) for key in keys}


@given(body=BODIES, order=st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_count(body: dict[str, Any], order: random.Random) -> None:
    assert Ask.of("plan", "x", body).key == Ask.of("plan", "x", reordered(body, order)).key


@given(body=BODIES, name=st.text(min_size=1), value=VALUES)
def test_other_content_has_another_key(body: dict[str, Any], name: str, value: Any) -> None:
    other = {**body, name: value}
    if other != body:
        assert Ask.of("plan", "x", body).key != Ask.of("plan", "x", other).key


def test_the_order_of_turns_counts() -> None:
    turns = [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}]
    keys = {Ask.of("plan", "x", {"messages": said}).key for said in (turns, turns[::-1])}
    assert len(keys) == 2


@pytest.mark.parametrize("phase", PHASES)
def test_the_mark_for_the_cache_is_not_part_of_it(phase: Phase) -> None:
    ask = asks(LIBRARY)[phase]
    before = ask.body["system"]
    minutes, hour = ask.sent("5m"), ask.sent("1h")
    assert minutes["system"][-1].pop("cache_control") == {"type": "ephemeral", "ttl": "5m"}
    assert hour["system"][-1].pop("cache_control") == {"type": "ephemeral", "ttl": "1h"}
    assert minutes == hour == ask.body
    assert ask.body["system"] == before
    assert Ask.of(phase, "Library", ask.body).key == ask.key


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(
    "change",
    [
        {"model": "claude-haiku-9"},
        {"effort": "max"},
        {"effort": None},
        {"max_tokens": 9000},
        {"thinking": "adaptive"},
        {"thinking": "disabled"},
    ],
    ids=str,
)
def test_other_settings_are_another_question(phase: Phase, change: dict[str, Any]) -> None:
    assert asks(LIBRARY)[phase].key != asks(LIBRARY, **change)[phase].key


def test_another_text_or_day_is_another_question() -> None:
    ours = prompts(LIBRARY)
    asked = [("List ten loans.", "Monday"), ("List ten loans", "Monday"), ("List ten loans.", "")]
    assert len({ours.plan(text, today).key for text, today in asked}) == 3
    assert ours.plan("x", "Monday").key == prompts(LIBRARY).plan("x", "Monday").key


def test_each_phase_of_each_domain_asks_something_else() -> None:
    found = [ask for domain in DOMAINS for ask in asks(domain).values()]
    assert len({ask.key for ask in found}) == len(found) == 150
    assert {(ask.phase, ask.domain) for ask in found} == {
        (phase, domain.domain) for phase in PHASES for domain in DOMAINS
    }


def test_keys_serve_as_custom_ids_of_a_batch() -> None:
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", ask.key) for ask in asks(LIBRARY).values())

"""What a question will cost: a guess at first, and what answers have taken later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.oracle_words import PHASES, Phase
from schemas.sections.oracle import Prices
from stages.traces.asking.ask import Ask
from stages.traces.budget.estimator import CHARS_A_TOKEN, ENOUGH, OUTPUT, Estimator, tokens
from stages.traces.budget.prices import cost
from stages.traces.ledger.accounts import Paid
from stages.traces.ledger.answer import Usage
from tests.stages.traces.asking.samples import DOMAINS, PARAMS, asks
from tests.stages.traces.ledger.answers import answer

MODELS = PARAMS.oracle.models
SONNET, HAIKU = "claude-sonnet-5-5", "claude-haiku-5-5"


def ask(prefix: int, task: int, phase: Phase = "plan", model: str = SONNET) -> Ask:
    """A question with so many characters."""
    system = [{"type": "text", "text": "x" * (prefix - 1)}, {"type": "text", "text": "y"}]
    messages = [{"role": "user", "content": "z" * task}]
    return Ask.of(phase, "Library", {"model": model, "system": system, "messages": messages})


def known(*paid: Paid, models: dict[str, Prices] = MODELS) -> Estimator:
    return Estimator(models, "messages", paid)


def answers(count: int, output: int, model: str = SONNET, phase: str = "plan") -> Paid:
    """Answers of a ledger, with so many tokens together."""
    return Paid(phase, "Finance", model, "messages", count, Usage(1, 2, 3, 4, output))


@pytest.mark.parametrize("phase", PHASES)
def test_a_guess_until_enough_is_known(phase: Phase) -> None:
    assert known().usage(ask(100, 100, phase)).output == OUTPUT[phase]


def test_what_answers_took_once_there_are_enough() -> None:
    estimator = known()
    for number in range(1, ENOUGH + 5):
        usage = Usage(1, 0, 0, 0, 100 + number)
        dollars = estimator.learn(answer("k", usage=usage))
        assert dollars == cost(usage, MODELS[SONNET], "messages")
        found = estimator.usage(ask(100, 100)).output
        mean = sum(range(101, 101 + number)) // number
        assert found == (mean if number >= ENOUGH else OUTPUT["plan"])


def test_answers_of_the_ledger_count_and_domains_and_transports_do_not_matter() -> None:
    few, rest = answers(ENOUGH - 1, 1900), answers(1, 100)._replace(domain="x", transport="batches")
    assert known(few).usage(ask(9, 9)).output == OUTPUT["plan"]
    assert known(few, rest).usage(ask(9, 9)).output == 2000 // ENOUGH


def test_each_phase_and_model_is_learnt_by_itself() -> None:
    estimator = known(answers(50, 5000), answers(50, 100, HAIKU), answers(50, 50, phase="requests"))
    assert estimator.usage(ask(9, 9)).output == 100
    assert estimator.usage(ask(9, 9, model=HAIKU)).output == 2
    assert estimator.usage(ask(9, 9, "requests")).output == 1
    assert estimator.usage(ask(9, 9, "judgement")).output == OUTPUT["judgement"]


def test_a_model_that_has_no_prices_any_more_is_passed_over() -> None:
    estimator = known(answers(50, 50, "claude-old"), answers(50, 5000))
    assert estimator.usage(ask(9, 9)).output == 100


def test_answers_of_batches_cost_by_their_own_transport() -> None:
    usage = Usage(1000, 0, 2000, 3000, 400)
    dollars = known().learn(answer("k", transport="batches", usage=usage))
    assert dollars == cost(usage, MODELS[SONNET], "messages") / 2


def test_a_prefix_is_written_to_the_cache_until_an_answer_came_and_read_then() -> None:
    one = ask(int(MODELS[SONNET].cache_minimum * CHARS_A_TOKEN) + 10, 700)
    prefix, task = tokens(["x" * len(one.body["system"][0]["text"])]), tokens(["z" * 700])
    estimator = known()
    cold, dear = estimator.usage(one), estimator.estimate(one)
    assert (cold.cache_write_5m, cold.cache_read, cold.input) == (prefix, 0, task)
    estimator.learn(answer("k", domain="Library"))
    warm = estimator.usage(one)
    assert (warm.cache_write_5m, warm.cache_read, warm.input) == (0, prefix, task)
    assert estimator.estimate(one) < dear
    other = Estimator(MODELS, "messages", ())
    other.warm(one)
    assert other.usage(one) == warm


def test_batches_are_cached_for_an_hour() -> None:
    one = ask(30_000, 9)
    usage = Estimator(MODELS, "batches", ()).usage(one)
    assert (usage.cache_write_5m, usage.cache_write_1h) == (0, tokens(["x" * 30_000]))


def test_a_short_prefix_is_not_cached_and_the_minimum_is_that_of_the_model() -> None:
    minimum = MODELS[SONNET].cache_minimum
    short = known().usage(ask(int(minimum * CHARS_A_TOKEN) - 10, 700))
    assert short.cache_write_5m == short.cache_read == 0
    long = int(2000 * CHARS_A_TOKEN)
    assert known().usage(ask(long, 9)).cache_write_5m == 2001
    assert known().usage(ask(long, 9, model=HAIKU)).cache_write_5m == 0


@given(prefix=st.integers(2, 30_000), task=st.integers(0, 30_000), phase=st.sampled_from(PHASES))
def test_an_estimate_is_what_its_tokens_cost(prefix: int, task: int, phase: Phase) -> None:
    one = ask(prefix, task, phase)
    usage = known().usage(one)
    assert known().estimate(one) == cost(usage, MODELS[SONNET], "messages") > 0
    batches = Estimator(MODELS, "batches", ())
    assert batches.estimate(one) == pytest.approx(
        cost(batches.usage(one), MODELS[SONNET], "messages") / 2
    )
    assert sum(usage[:-1]) >= (prefix + task) / CHARS_A_TOKEN


def test_a_correction_costs_what_it_adds() -> None:
    one = ask(100, 700)
    turns = [*one.body["messages"], {"role": "assistant", "content": "a" * 3500}]
    longer = Ask.of("plan", "Library", {**one.body, "messages": turns})
    assert known().usage(longer).input - known().usage(one).input == 1000


def test_real_questions_can_be_estimated() -> None:
    for domain in DOMAINS:
        for phase, one in asks(domain).items():
            assert 0 < known().estimate(one) < 0.05, (domain.domain, phase)


@given(st.lists(st.text(max_size=30)))
def test_tokens_are_never_too_few(texts: list[str]) -> None:
    chars = len("".join(texts))
    assert chars / CHARS_A_TOKEN <= tokens(texts) <= chars / CHARS_A_TOKEN + 1

"""A request put together from parts of which every word is known."""

from stages.traces.oracle.compiled import Ask, Body, Joint, Opener, Outcome, Wish
from stages.traces.oracle.forms import Order, form
from stages.traces.oracle.frames import Frame
from stages.traces.oracle.manners import Manner
from stages.traces.oracle.plans import Plan
from stages.traces.oracle.pools import Pool
from stages.traces.oracle.sampler import Sampler, one_of
from stages.traces.oracle.telling import Told, tell

PLAIN = Manner(words=False, day="{iso}")
NAMES = one_of([("Ann", "Ann"), ("Bob", "Bob")])
ORDER = Order({"one": 0, "two": 1}, frozenset(), frozenset())
ALONE = Frame((), (), within=False, room=1)
WITHIN = Frame((Pool((("hi",),), "", ", ", 1),), (Pool((("thanks",),), " ", ".", 1),), True, 1)


def told(opener: str = "", frame: Frame = ALONE, wish: Wish | None = None, *more: Sampler) -> Told:
    body = Body(
        form("Ask {one}", ORDER, begins=True, terse=False),
        form("ask {one}", ORDER, begins=False, terse=False),
    )
    ask = Ask(
        (body,),
        (
            Opener(
                opener,
                opener.lower(),
                ".",
                (Joint(", and ", "."),),
                (Joint(". Also, ", ""),),
                (frame,) * 256,
            ),
        ),
        ((PLAIN, (NAMES, *more)),),
    )
    peers = ((), (0,)) if wish or more else ()
    outcome = Outcome(Plan((), (), None, "p"), wish, None, (0,), peers)  # type: ignore[arg-type]
    return tell(ask, outcome, [0] * 20, day=0)


def test_an_ask_alone() -> None:
    assert told() == Told("Ask Ann.", ["Ann"], "Ask Ann", "")


def test_an_opener_takes_the_capital() -> None:
    assert told("Please ").text == "Please ask Ann."


def test_parts_stand_before_and_after() -> None:
    assert told(frame=WITHIN).text == "hi, ask Ann. thanks."
    assert told("Please ", WITHIN).text == "hi, please ask Ann. thanks."


def test_parts_before_keep_their_order() -> None:
    parts = tuple(Pool(((text,),), "", ", ", 1) for text in ("hi", "as agreed"))
    assert told(frame=Frame(parts, (), within=True, room=1)).text == "hi, as agreed, ask Ann."


def wishes(text: str, adverb: bool) -> Wish:
    wished = form(text, ORDER, begins=False, terse=False)
    return Wish(((wished, adverb),), {PLAIN: (NAMES,)})


def test_a_wish_is_joined_and_its_words_are_told() -> None:
    found = told("", ALONE, wishes("tell {two}", adverb=False))
    assert found == Told("Ask Ann, and tell Bob.", ["Ann", "Bob"], "Ask Ann", "tell Bob")


def test_a_wish_that_begins_with_an_adverbial_has_its_own_joints() -> None:
    assert told("", ALONE, wishes("once done, tell {two}", adverb=True)).text == (
        "Ask Ann. Also, once done, tell Bob"
    )


def test_values_of_one_kind_are_distinct() -> None:
    assert told("", ALONE, None, NAMES).values == ["Ann", "Bob"]


def test_a_kind_with_too_few_values_repeats_one() -> None:
    single = one_of([("Ann", "Ann")])
    assert told("", ALONE, None, single).values == ["Ann", "Ann"]

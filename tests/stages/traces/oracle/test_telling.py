"""A request put together from parts of which every word is known."""

from stages.traces.oracle.compiled import Ask, Body, Joint, Opener, Outcome, Wish
from stages.traces.oracle.cycles import cycle
from stages.traces.oracle.draws import WORDS
from stages.traces.oracle.forms import Order, form
from stages.traces.oracle.frames import TABLE, Frame, Place
from stages.traces.oracle.manners import Manner
from stages.traces.oracle.plans import Plan
from stages.traces.oracle.pools import Pool
from stages.traces.oracle.sampler import Sampler, one_of
from stages.traces.oracle.telling import SLOTS, Told, tell
from stages.traces.oracle.turns import Turn

PLAIN = Manner(words=False, day="{iso}")
NAMES = one_of([("Ann", "Ann"), ("Bob", "Bob")])
ORDER = Order({"one": 0, "two": 1}, frozenset(), frozenset())
ALONE = Frame((), (), within=False, room=1)
WITHIN = Frame((Pool((("hi",),), "", ", ", 1),), (Pool((("thanks",),), " ", ".", 1),), True, 1)


def told(opener: str = "", frame: Frame = ALONE, wish: Wish | None = None, *more: Sampler) -> Told:
    return tell(turned(opener, frame, wish, *more), 0, 0, [0] * WORDS, day=0)


def turned(
    opener: str = "", frame: Frame = ALONE, wish: Wish | None = None, *more: Sampler
) -> Turn:
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
                tuple(Place(frame, rank) for rank in range(TABLE)),
            ),
        ),
        ((PLAIN, (NAMES, *more)),),
    )
    peers = ((), (0,)) if wish or more else ()
    outcome = Outcome(Plan((), (), None, "p"), wish, None, (0,), peers)  # type: ignore[arg-type]
    samplers = (NAMES, *more, *(wish.samplers[PLAIN] if wish else ()))
    sizes = [sampler.size for sampler in samplers]
    told, rest = sizes[:1], sizes[1:]
    return Turn(ask, outcome, b"", (samplers,), told, rest, cycle(sizes[0], 0), share=1, rank=0)


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


def test_the_number_gives_the_slots_and_words_those_that_are_left() -> None:
    turn = turned("", ALONE, wishes("tell {two}", adverb=False))
    words = [0] * WORDS
    words[SLOTS + 1] = 3
    assert tell(turn._replace(outcome=turn.outcome._replace(peers=())), 1, 0, words, 0).values == [
        "Bob",
        "Bob",
    ]


def test_laps_of_a_request_differ_as_long_as_there_are_lines() -> None:
    hellos = Pool(tuple((f"hi {n}",) for n in range(7)), "", ", ", 7)
    thanks = Pool(tuple((f"ta {n}", f"thanks {n}") for n in range(11)), " ", ".", 22)
    turn = turned(frame=Frame((hellos,), (thanks,), within=True, room=154))
    words = list(range(10**15, 10**15 + WORDS))
    texts = [tell(turn, 1, lap, words, day=0).text for lap in range(154)]
    assert len(set(texts[:77])) == 77
    assert len(set(texts)) == 154
    assert len({text.partition(",")[0] for text in texts[:7]}) == 7

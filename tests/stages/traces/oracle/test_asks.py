import pytest

from schemas.domain import Domain
from schemas.phrasing import Phrasing
from stages.traces.oracle.asks import AskCompiler
from stages.traces.oracle.compiled import Ask, Joint
from stages.traces.oracle.frames import Frames
from stages.traces.oracle.moments import Year
from stages.traces.oracle.pools import Pools
from stages.traces.oracle.slots import Slots

TEXTS = ["Old Mill", "three", "the last week"]


@pytest.fixture(scope="module")
def compiler(library: Domain, phrasing: Phrasing) -> AskCompiler:
    slots = Slots(library, phrasing.people, Year("2026-11-22T00:00:00Z"))
    return AskCompiler(library, phrasing, Frames(phrasing, Pools(phrasing)), slots)


def compiled(compiler: AskCompiler, text: str) -> Ask:
    return compiler.ask(text, compiler.domain.scenarios["list_loans"], visits=1)


def test_bodies_lose_the_stop_and_keep_the_case_that_fits(compiler: AskCompiler) -> None:
    body = compiled(compiler, "List {n} loans at {branch} from {span}.").bodies[0]
    assert body.begun.fill(TEXTS) == "List three loans at Old Mill from the last week"
    assert body.within.fill(TEXTS) == "list three loans at Old Mill from the last week"


def test_after_a_comma_an_opener_begins_small_but_for_i(compiler: AskCompiler) -> None:
    openers = compiled(compiler, "List {n} loans at {branch} from {span}.").openers
    assert {one.begun: one.within for one in openers} == {
        "": "",
        "Please ": "please ",
        "Could you ": "could you ",
        "Can you ": "can you ",
        "Could you please ": "could you please ",
        "Would you ": "would you ",
        "I need you to ": "I need you to ",
        "I'd like you to ": "I'd like you to ",
    }


def test_a_question_is_joined_after_its_mark(compiler: AskCompiler) -> None:
    (opener,) = compiled(compiler, "Which {n} loans at {branch} from {span}?").openers
    assert Joint("? Then ", ".") in opener.joints
    assert Joint("? Also, ", ".") in opener.adverb_joints


def test_a_note_has_figures_and_no_stop(compiler: AskCompiler) -> None:
    ask = compiled(compiler, "{branch}, {n} loans, {span}")
    assert {manner.words for manner, _ in ask.spoken} == {False}
    assert {opener.end for opener in ask.openers} == {""}
    assert ask.bodies[0].begun.fill(TEXTS) == "Old Mill, three loans, last week"


def test_a_wish_loses_the_word_that_its_joint_brings(compiler: AskCompiler) -> None:
    scenario = compiler.domain.scenarios["list_loans"]
    asks = ("then count them", "also count them", "once listed, count them")
    tail = scenario.also[0].model_copy(update={"asks": asks})
    forms = compiler.wish(tail, scenario).forms
    assert [(form.fill(TEXTS), adverb) for form, adverb in forms] == [
        ("count them", False),
        ("count them", False),
        ("once listed, count them", True),
    ]


def test_wishes_have_samplers_of_their_own_slots_only(compiler: AskCompiler) -> None:
    scenario = compiler.domain.scenarios["list_loans"]
    tail = scenario.also[0].model_copy(update={"slots": {"n": "2..9", "who": "person"}})
    samplers = compiler.wish(tail, scenario).samplers
    assert {len(own) for own in samplers.values()} == {1}

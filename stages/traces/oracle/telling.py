"""Put a request into words, for given draws."""

from collections.abc import Sequence
from typing import NamedTuple

from stages.traces.oracle.compiled import Ask, Body, Opener, Outcome, Wish
from stages.traces.oracle.frames import Frame
from stages.traces.oracle.sampler import Sampler, Value

WORDING, PARTS, SLOTS = 1, 3, 8
"""Which random word decides what: the wording, the first part around it, the first slot."""

TRIES = 1000
"""Steps to a value that is not taken; there is none if a kind has fewer values than slots."""


class Told(NamedTuple):
    """A request."""

    text: str
    values: list[Value]
    """Of all slots."""

    ask: str
    """The words of the text that ask for what the scenario does."""

    wish: str
    """Those of the further wish; empty if there is none."""


def tell(ask: Ask, outcome: Outcome, words: Sequence[int], day: int) -> Told:
    """A request of the day with that number."""
    word = words[WORDING]
    manner, samplers = ask.spoken[(word >> 40) % len(ask.spoken)]
    wish = outcome.wish
    if wish:
        samplers = samplers + wish.samplers[manner]
    values, texts = _drawn(samplers, outcome.peers, words, day)
    body = ask.bodies[(word & 0xFFFF) % len(ask.bodies)]
    opener = ask.openers[(word >> 16 & 0xFFFF) % len(ask.openers)]
    frame = opener.frames[(word >> 32) & 0xFF]
    asked = _asked(body, opener, frame.within, texts)
    if wish is None:
        return Told(_framed(frame, asked + opener.end, words), values, asked, "")
    wished, joined = _joined(opener, wish, asked, texts, word >> 48)
    return Told(_framed(frame, joined, words), values, asked, wished)


def _asked(body: Body, opener: Opener, within: bool, texts: Sequence[str]) -> str:
    if opener.begun:
        return (opener.within if within else opener.begun) + body.within.fill(texts)
    return (body.within if within else body.begun).fill(texts)


def _drawn(
    samplers: Sequence[Sampler], peers: Sequence[Sequence[int]], words: Sequence[int], day: int
) -> tuple[list[Value], list[str]]:
    """Values and texts of all slots, distinct among those of one kind."""
    values: list[Value] = []
    texts: list[str] = []
    for place, sampler in enumerate(samplers):
        word = words[SLOTS + place]
        value, text = sampler(word, day)
        if peers:
            taken, last = [values[peer] for peer in peers[place]], word + TRIES
            while value in taken and word < last:
                word += 1
                value, text = sampler(word, day)
        values.append(value)
        texts.append(text)
    return values, texts


def _joined(
    opener: Opener, wish: Wish, asked: str, texts: Sequence[str], word: int
) -> tuple[str, str]:
    """The words of a wish, and ask and wish as one."""
    form, adverb = wish.forms[(word & 0xFF) % len(wish.forms)]
    wished = form.fill(texts)
    joints = opener.adverb_joints if adverb else opener.joints
    before, after = joints[(word >> 8) % len(joints)]
    return wished, f"{asked}{before}{wished}{after}"


def _framed(frame: Frame, body: str, words: Sequence[int]) -> str:
    at = PARTS
    for pool in reversed(frame.before):
        body = pool.draw(words[at]) + body
        at += 1
    for pool in frame.after:
        body += pool.draw(words[at])
        at += 1
    return body

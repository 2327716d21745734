"""Put a request into words, for given draws.

No two visits of a turn get the same words. Those of one lap differ in the values of the slots or in
the wording of the ask. Those of the same number in different laps get different entries of the
table of frames, and for different entries of the same frame other lines.
"""

from collections.abc import Sequence
from typing import NamedTuple

from stages.traces.oracle.compiled import Body, Opener, Wish
from stages.traces.oracle.digits import split
from stages.traces.oracle.frames import Place
from stages.traces.oracle.sampler import Sampler, Value
from stages.traces.oracle.turns import Turn

MOMENT, WORDING, PARTS, SLOTS = 0, 1, 2, 7
"""Which random word decides what: when, how, the first part around the ask, the first slot."""

STEP = 0x9E3779B97F4A7C01
"""From lap to lap; the last byte, which draws a frame, goes to the next entry of the table."""


class Told(NamedTuple):
    """A request."""

    text: str
    values: list[Value]
    """Of all slots."""

    ask: str
    """The words of the text that ask for what the scenario does."""

    wish: str
    """Those of the further wish; empty if there is none."""


def tell(turn: Turn, number: int, lap: int, words: Sequence[int], day: int) -> Told:
    """The request with this number; random words follow from it, `day` is the number of a day."""
    ask, outcome = turn.ask, turn.outcome
    word = words[WORDING] + lap * STEP
    samplers = turn.samplers[(word >> 40 & 0xFF) % len(turn.samplers)]
    digits, rest = split(number, turn.told)
    if turn.rest:
        left = words[SLOTS + len(turn.told) :]
        digits += [bits % size for bits, size in zip(left, turn.rest, strict=False)]
    draws = list(zip(samplers, digits, words[SLOTS:], strict=False))
    drawn = [draw(digit, bits, day) for (draw, _), digit, bits in draws]
    if outcome.peers:
        _parted(drawn, turn, draws, day)
    values, texts = [value for value, _ in drawn], [text for _, text in drawn]
    opener = ask.openers[(word >> 16 & 0xFFFF) % len(ask.openers)]
    place = opener.frames[word & 0xFF]
    asked = _asked(ask.bodies[rest], opener, place.frame.within, texts)
    if outcome.wish is None:
        return Told(_framed(place, asked + opener.end, words), values, asked, "")
    wished, joined = _joined(opener, outcome.wish, asked, texts, word >> 48)
    return Told(_framed(place, joined, words), values, asked, wished)


def _asked(body: Body, opener: Opener, within: bool, texts: Sequence[str]) -> str:
    if opener.begun:
        return (opener.within if within else opener.begun) + body.within.fill(texts)
    return (body.within if within else body.begun).fill(texts)


def _parted(
    drawn: list[tuple[Value, str]], turn: Turn, draws: Sequence[tuple[Sampler, int, int]], day: int
) -> None:
    """Step to values that are not taken, if their kind has enough; this is hardly ever needed."""
    for place, peers in enumerate(turn.outcome.peers):
        (draw, size), first, word = draws[place]
        taken = [drawn[peer][0] for peer in peers]
        for digit in range(first + 1, first + size):
            if drawn[place][0] not in taken:
                break
            drawn[place] = draw(digit % size, word, day)


def _joined(
    opener: Opener, wish: Wish, asked: str, texts: Sequence[str], word: int
) -> tuple[str, str]:
    """The words of a wish, and ask and wish as one."""
    form, adverb = wish.forms[(word & 0xFF) % len(wish.forms)]
    wished = form.fill(texts)
    joints = opener.adverb_joints if adverb else opener.joints
    before, after = joints[(word >> 8) % len(joints)]
    return wished, f"{asked}{before}{wished}{after}"


def _framed(place: Place, body: str, words: Sequence[int]) -> str:
    """The rank is taken apart into digits of all parts.

    Each is moved by those before it, and still tells parts of different ranks apart.
    """
    frame, rest = place
    seen, at = 0, PARTS
    for pool in reversed(frame.before):
        rest, digit = divmod(rest, len(pool.lines))
        body = pool.draw(words[at] + seen, digit, rest) + body
        seen, at = (seen + digit) * STEP >> 32, at + 1
    for pool in frame.after:
        rest, digit = divmod(rest, len(pool.lines))
        body += pool.draw(words[at] + seen, digit, rest)
        seen, at = (seen + digit) * STEP >> 32, at + 1
    return body

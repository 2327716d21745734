"""How figures and days are said."""

from typing import NamedTuple

from schemas.phrasing import Style


class Manner(NamedTuple):
    """One way to say them."""

    words: bool
    """Small numbers as words."""

    day: str
    """Form of a day, for `moments.said`."""


WORDS: dict[Style, tuple[bool, ...]] = {
    "terse": (False,),
    "formal": (True,),
    "plain": (True, False),
}
DAYS: dict[tuple[Style, bool], tuple[str, ...]] = {
    ("terse", False): ("{day} {mon}", "{day} {month}", "{iso}"),
    ("terse", True): ("{mon} {day}", "{month} {day}", "{iso}"),
    ("formal", False): ("{day} {month} {year}", "{weekday} {day} {month} {year}"),
    ("formal", True): ("{month} {day}, {year}", "{weekday}, {month} {day}"),
    ("plain", False): ("{day} {month}", "{weekday} {day} {month}", "{day} {month} {year}"),
    ("plain", True): ("{month} {day}", "{weekday}, {month} {day}"),
}


def manners(style: Style, american: bool) -> tuple[Manner, ...]:
    """Those that go with a style and a spelling."""
    return tuple(Manner(words, day) for words in WORDS[style] for day in DAYS[style, american])

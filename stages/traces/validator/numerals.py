"""How English writes whole numbers: 1200, 1,200, twelve hundred; a dozen, a couple."""

from functools import lru_cache

SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
ONES = SMALL[1:10]
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPECIAL = {2: ("a couple", "a pair", "both"), 6: ("half a dozen",), 12: ("a dozen", "one dozen")}


@lru_cache(maxsize=8192)
def spellings(number: int) -> tuple[str, ...]:
    """All ways, in lower case, without those that only stand for it in a context."""
    found = [str(number), f"{number:,}", *_words(number), *SPECIAL.get(number, ())]
    if number > 12 and number % 12 == 0 and number // 12 < len(SMALL):
        found.append(f"{SMALL[number // 12]} dozen")
    return tuple(dict.fromkeys(found))


def _words(number: int) -> list[str]:
    if number < 0 or number >= 100_000:
        return []
    if number < 100:
        return [_below_hundred(number)]
    found = _with_unit(number, 1000, "thousand") if number >= 1000 else []
    if number < 10_000 and number // 100 % 10:
        found += _with_unit(number, 100, "hundred")
    return found


def _with_unit(number: int, size: int, unit: str) -> list[str]:
    """`one hundred`, `a hundred and five`, `one hundred five`."""
    many, rest = divmod(number, size)
    heads = [f"{head} {unit}" for head in ([*_words(many), "a"] if many == 1 else _words(many))]
    if not rest:
        return heads
    joints = (" ", " and ") if rest < 100 else (" ", ", ")
    return [f"{head}{joint}{tail}" for head in heads for joint in joints for tail in _words(rest)]


def _below_hundred(number: int) -> str:
    if number < len(SMALL):
        return SMALL[number]
    ten, one = divmod(number, 10)
    return TENS[ten - 2] + (f"-{SMALL[one]}" if one else "")

"""Identifiers of a form: `INV-2026-#####`."""

import math
import re
import string
from collections.abc import Callable
from itertools import product

RUN = re.compile(r"#+|@+|[^#@]+")


def maker(pattern: str) -> Callable[[int], str]:
    """From a number to an identifier; different numbers below `size` give different ones."""
    form, runs = "", []
    for run in RUN.findall(pattern):
        if run[0] in "#@":
            form += f"%0{len(run)}d" if run[0] == "#" else "%s"
            runs.append((_base(run), _letters(run) if run[0] == "@" else None))
        else:
            form += run.replace("%", "%%")

    def make(number: int) -> str:
        parts: list[int | str] = []
        for base, letters in runs:
            number, rest = divmod(number, base)
            parts.append(letters[rest] if letters else rest)
        return form % tuple(parts)

    return make


def size(pattern: str) -> int:
    """How many identifiers a pattern has."""
    return math.prod(_base(run) for run in RUN.findall(pattern) if run[0] in "#@")


def _base(run: str) -> int:
    return (10 if run[0] == "#" else 26) ** len(run)


def _letters(run: str) -> list[str]:
    return ["".join(letters) for letters in product(string.ascii_uppercase, repeat=len(run))]

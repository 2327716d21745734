"""Who judges traces, as these checks need it: the room of the traces has it, a script brings it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol


class Finding(Protocol):
    """Something that is wrong with a trace."""

    @property
    def line(self) -> int:
        """The line of the file, in Parquet the row, from 1; 0 for the file as a whole."""
        ...

    @property
    def code(self) -> str:
        """The kind of problem."""
        ...

    @property
    def place(self) -> str:
        """The path to it in the trace; empty for the trace as a whole."""
        ...

    @property
    def message(self) -> str:
        """In words."""
        ...


class Verdict(Protocol):
    """All of one file."""

    @property
    def rows(self) -> int:
        """Traces that it has."""
        ...

    @property
    def codes(self) -> Mapping[str, int]:
        """How many findings there are, by code."""
        ...

    @property
    def findings(self) -> Sequence[Finding]:
        """The first of them."""
        ...


class Judgement(Protocol):
    """All of a set."""

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """By name of the file."""
        ...

    @property
    def diversity(self) -> Mapping[str, Any]:
        """Figures of all sound traces."""
        ...


Judge = Callable[[Sequence[Path], int], Judgement]
"""Judges the traces of files in so many processes, 0: one a core."""

"""What became of a candidate for a trace."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from schemas.oracle_words import Phase
from stages.traces.assembling.trace import Written
from stages.traces.phases.wanted import Wanted


class Accepted(NamedTuple):
    """It passed the judgement and the validator."""

    wanted: Wanted
    attempt: int
    keys: tuple[str, ...]
    """Of the questions that it took, in order."""

    written: Written
    plan: str
    """A PlannedCalls, as JSON."""

    models: Mapping[Phase, str]
    """That answered."""

    trace: dict[str, Any]
    """What is made of it."""


class Rejected(NamedTuple):
    """It did not; another one takes its place."""

    wanted: Wanted
    attempt: int
    keys: tuple[str, ...]
    phase: Phase
    codes: tuple[str, ...]
    """Why: `plan.unsound`, and the validator's code; `judgement.scope`; `requests.refused`; ..."""

    problems: tuple[str, ...]
    """The same in words."""

    text: str | None
    """The request, if there was one."""


class Open(NamedTuple):
    """It could not be finished; the next run goes on."""

    wanted: Wanted
    attempt: int
    phase: Phase


Outcome = Accepted | Rejected | Open

REPEATED = "requests.repeated"
"""The code of a trace whose request has the words of another one's."""


class Sink(Protocol):
    """Who is told what becomes of the candidates."""

    def outcome(self, outcome: Outcome) -> None:
        """One is through; they come in no order."""
        ...

    def repeats(self, wanted: Wanted) -> None:
        """What was accepted for a row has the request of another row, and does not count."""
        ...

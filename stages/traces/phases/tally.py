"""Counts of what became of the candidates, while they come."""

from collections import Counter

from stages.common.progress import Bar
from stages.traces.phases.outcome import REPEATED, Accepted, Open, Outcome, Rejected
from stages.traces.phases.wanted import Wanted


class Tally:
    """A sink that counts, and moves a progress bar with each accepted trace."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self.accepted = self.open = 0
        self.codes: Counter[str] = Counter()
        """Of rejected candidates."""

    def outcome(self, outcome: Outcome) -> None:
        """See Sink."""
        if isinstance(outcome, Accepted):
            self.accepted += 1
            self._bar.update()
        elif isinstance(outcome, Rejected):
            self.codes.update(outcome.codes)
        elif isinstance(outcome, Open):
            self.open += 1

    def repeats(self, wanted: Wanted) -> None:
        """See Sink."""
        self.accepted -= 1
        self.codes[REPEATED] += 1
        self._bar.update(-1)

"""What the simulated model does wrong, each by a share of its own in the settings.

bad_plans: a plan with one damaged thing. malformed: text that is no JSON. truncated: text cut in
the middle. refusals: nothing but a reason. judge_rejects: a finding. missing_requests: one of the
numbers left out. repeated_texts: texts that other requests have as well.
"""

from typing import Literal

from tests.servers.claude.ask import Ask
from tests.servers.claude.draws import unit
from tests.servers.claude.settings import Settings

Mistake = Literal[
    "bad_plans",
    "malformed",
    "truncated",
    "refusals",
    "judge_rejects",
    "missing_requests",
    "repeated_texts",
]


class Mistakes:
    """The mistakes of one answer.

    What is asked decides them. A conversation that was corrected has none, unless it is stubborn:
    then it has those of its first answer again.
    """

    def __init__(self, settings: Settings, ask: Ask) -> None:
        self.settings, self.ask = settings, ask
        self.possible = not ask.corrected or self._below(settings.stubborn, "stubborn", ask.content)

    def makes(self, mistake: Mistake, *about: object) -> bool:
        """Whether the answer has the mistake, at a place if there are several."""
        share = getattr(self.settings, mistake)
        return self.possible and self._below(share, mistake, self.ask.task, *about)

    def _below(self, share: float, *about: object) -> bool:
        return share > 0 and unit(self.settings.seed, *about) < share

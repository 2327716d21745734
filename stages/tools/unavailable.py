"""Why a scanner can't be had, in one way or in all."""

from collections.abc import Iterable

from stages.common.errors import PipelineError
from stages.tools.task import Task


class Unavailable(Exception):
    """One way leads nowhere here: the next one is tried. `remedy` is what would open it."""

    def __init__(self, reason: str, remedy: str | None = None) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(reason)


class Missing(PipelineError):
    """No way leads to the scanner; the reason of each stands in the message."""

    def __init__(self, task: Task, failures: Iterable[Unavailable]) -> None:
        failures = tuple(failures)
        remedies = dict.fromkeys(f"{failure.remedy}, or " for failure in failures if failure.remedy)
        self.task = task
        super().__init__(
            "; ".join(failure.reason for failure in failures),
            where=str(task),
            fix=f"{''.join(remedies)}put {task} on PATH",
        )

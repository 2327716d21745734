"""The one exception that users see: what was wrong, where, and what to do."""

from collections.abc import Iterable


class PipelineError(Exception):
    """A problem of the input or the parameters, not of this code.

    Printed as `where: what; fix`, on one line.
    """

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        self.what, self.where, self.fix = what, where, fix
        super().__init__(what)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{text}; {self.fix}".split()) if self.fix else " ".join(text.split())


class PipelineErrors(PipelineError):
    """Several problems found together, a line each."""

    def __init__(self, problems: Iterable[PipelineError]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")

    def __str__(self) -> str:
        return "\nerror: ".join(str(problem) for problem in self.problems)

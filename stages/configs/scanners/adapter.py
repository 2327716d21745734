"""What all scanners have in common."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from schemas.e2 import Lang, Tool
from stages.configs.finding import Finding, Scanned
from stages.configs.parsed import Parsed
from stages.configs.scanners.policies import Policies
from stages.configs.scanners.process import Crash, Output

Files = Mapping[str, Parsed]
"""By key, which is also the name of the file's folder in a run."""

Model = TypeVar("Model", bound=BaseModel)


class Adapter(Protocol):
    """One scanner for one language."""

    @property
    def tool(self) -> Tool:
        """The scanner."""
        ...

    @property
    def lang(self) -> Lang:
        """The language."""
        ...

    @property
    def policies(self) -> Policies:
        """What it looks for."""
        ...

    @property
    def env(self) -> Mapping[str, str]:
        """Environment variables that it needs."""
        ...

    def prepare(self, files: Files, folder: Path) -> list[str]:
        """Write the files into an empty folder; the arguments of the program that runs there.

        Names are neutral, so that results depend on nothing but the content.
        """
        ...

    def read(self, output: Output, files: Files) -> dict[str, Scanned]:
        """What it found in each of the files; raises Crash if the run went wrong as a whole."""
        ...


def read_json(model: type[Model], output: Output) -> Model:
    """The output of a program as a model; raises Crash."""
    try:
        return model.model_validate_json(output.stdout)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        detail = f"{place}: {first['msg']}" if place else first["msg"]
        raise Crash("unreadable output", detail) from None


def arranged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, in the order in which rows have them."""
    return tuple(sorted(set(findings), key=_order))


def _order(finding: Finding) -> tuple[int, str, str, str, str]:
    return finding.line, finding.tool, finding.rule_id, finding.msg, repr(finding.path)

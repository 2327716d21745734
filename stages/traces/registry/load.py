"""Load the domain files of a folder and check them: all problems at once, each with its line."""

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import schemas.domain
from schemas.domain import Domain
from stages.common.errors import PipelineError, PipelineErrors
from stages.traces.registry.checks import across, domain
from stages.traces.registry.models import to_domain
from stages.traces.registry.problem import Problem
from stages.traces.registry.source import Source, read

FOLDER = Path(schemas.domain.__file__).parent / "domains"


@dataclass(frozen=True, slots=True)
class DomainFile:
    """A domain that passed every check."""

    domain: Domain

    digest: str
    """The first 16 hex digits of the SHA-256 of the file."""


@functools.cache
def load_domains(folder: Path = FOLDER) -> Mapping[str, DomainFile]:
    """The domains of a folder by name, in the order of file names.

    Raises PipelineErrors with a line `file:line: reason` for each problem of each file.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise PipelineError("no domain files (*.yaml)", where=_shown(folder))
    opened = [_open(path) for path in paths]
    errors = [error for file in opened for error in file.errors()]
    errors += _between(opened)
    if errors:
        raise PipelineErrors(errors)
    return {
        file.domain.domain: DomainFile(file.domain, file.digest) for file in opened if file.domain
    }


@dataclass(frozen=True, slots=True)
class _Opened:
    path: Path
    digest: str
    source: Source
    domain: Domain | None
    problems: list[Problem]

    def errors(self) -> Iterator[PipelineError]:
        for line, what in self.source.problems:
            yield PipelineError(what, where=f"{_shown(self.path)}:{line}")
        for problem in sorted(self.problems, key=lambda problem: self.source.line(problem.path)):
            yield self.error(problem)

    def error(self, problem: Problem) -> PipelineError:
        key = ".".join(map(str, problem.path))
        what = f"{key}: {problem.what}" if key else problem.what
        place = f"{_shown(self.path)}:{self.source.line(problem.path)}"
        return PipelineError(what, where=place, fix=problem.fix)


def _open(path: Path) -> _Opened:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:16]
    source = _decoded(content)
    if source.problems:
        return _Opened(path, digest, source, None, [])
    found, problems = to_domain(source.value)
    if found:
        problems = list(domain.check(found, path.stem))
    return _Opened(path, digest, source, found, problems)


def _decoded(content: bytes) -> Source:
    try:
        return read(content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Source(problems=[(line, "not UTF-8")])


def _between(files: Iterable[_Opened]) -> Iterator[PipelineError]:
    known = {_shown(file.path): file for file in files if file.domain}
    domains = {name: file.domain for name, file in known.items() if file.domain}
    for name, problem in across.check(domains):
        yield known[name].error(problem)


def _shown(path: Path) -> str:
    """A path as users know it: from the current folder, if it is below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()

"""KubeLinter: names the object that it means, but no line, and passes over what it can't decode.

So each object lies in a file of its own; those of one manifest in one folder, whose files
KubeLinter looks at together. A check of ours reports every object, so that none is passed over
unnoticed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, Field

from schemas.e2 import Lang, Tool
from stages.common.files import dumps
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.manifest import Manifest
from stages.configs.parsed import Parsed
from stages.configs.scanners.adapter import Files, arranged, read_json
from stages.configs.scanners.kube_linter_checks import read_checks
from stages.configs.scanners.kube_linter_places import Part, Place
from stages.configs.scanners.policies import Policies, policies
from stages.configs.scanners.process import Output, first_line, plain

_LOADED = "loaded"
_CONFIG = "config.json"
_OPTIONS = ("lint", "--format", "json", "--verbose", "--config", _CONFIG)
_PASSED_OVER = re.compile(r"^Warning: failed to load object from .*/(\w+/\d+)\.yaml: (.*)", re.M)
_IGNORING = re.compile(r"(?:ignore-check\.)?kube-linter\.io/")

Said = Mapping[str, list["_Report"]]
"""Reports by `<key>/<object>`."""


class _Diagnostic(BaseModel):
    message: str = Field(alias="Message")


class _Metadata(BaseModel):
    path: str = Field(alias="FilePath")


class _Object(BaseModel):
    metadata: _Metadata = Field(alias="Metadata")


class _Report(BaseModel):
    check: str = Field(alias="Check")
    diagnostic: _Diagnostic = Field(alias="Diagnostic")
    object: _Object = Field(alias="Object")

    @property
    def place(self) -> str:
        """`<key>/<object>`."""
        path = PurePosixPath(self.object.metadata.path)
        return f"{path.parent.name}/{path.stem}"


class _Result(BaseModel):
    reports: tuple[_Report, ...] | None = Field(alias="Reports")


@dataclass(frozen=True, slots=True)
class KubeLinter:
    """The checks of KubeLinter."""

    tool: ClassVar[Tool] = "kube-linter"
    lang: ClassVar[Lang] = "k8s"
    env: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @property
    def policies(self) -> Policies:
        """Which checks, and what they mean."""
        return policies(self.tool, self.lang)

    def prepare(self, files: Files, folder: Path) -> list[str]:
        """Each object as in/<key>/<number>.yaml."""
        (folder / _CONFIG).write_text(dumps(_config()), encoding="utf-8")
        for key, parsed in files.items():
            (folder / "in" / key).mkdir(parents=True)
            for name, part in _objects(parsed):
                text = _IGNORING.sub(r"no-\g<0>", _text(parsed, part))
                (folder / "in" / key / f"{name}.yaml").write_bytes(text.encode())
        return [*_OPTIONS, "in"]

    def read(self, output: Output, files: Files) -> dict[str, Scanned]:
        """A file of which an object was passed over is a failure."""
        said = defaultdict[str, list[_Report]](list)
        for report in _reports(output):
            said[report.place].append(report)
        passed_over = dict(_PASSED_OVER.findall(output.stderr))
        return {key: self._scanned(key, parsed, said, passed_over) for key, parsed in files.items()}

    def _scanned(
        self, key: str, parsed: Parsed, said: Said, passed_over: Mapping[str, str]
    ) -> Scanned:
        found: list[Finding] = []
        for name, part in _objects(parsed):
            place = f"{key}/{name}"
            if _LOADED not in (report.check for report in said[place]):
                why = passed_over.get(place, "passed over")
                line = parsed.line(part.path)
                return Failure(self.tool, "unreadable", plain(f"object at line {line}: {why}"))
            found += (f for report in said[place] for f in self._findings(report, parsed, part))
        return arranged(found)

    def _findings(self, report: _Report, parsed: Parsed, part: Part) -> Iterator[Finding]:
        """One, or none where what is meant is not in the file."""
        if report.check == _LOADED:
            return
        checks, message = read_checks(), report.diagnostic.message
        check = checks.checks[report.check].of(message)
        if path := Place(part, message, checks.names).find(check.path):
            line = parsed.line(path)
            yield Finding(line, self.tool, report.check, message, check.severity, path)


def _objects(parsed: Parsed) -> Iterator[tuple[str, Part]]:
    """The objects of a manifest and the names of their files, without suffix."""
    assert isinstance(parsed, Manifest)  # the parser of the language
    for number, (path, value) in enumerate(parsed.objects()):
        yield f"{number:06}", Part(path, value)


def _text(parsed: Parsed, part: Part) -> str:
    """An object by itself: a document as it stands, an item of a list as JSON."""
    assert isinstance(parsed, Manifest)
    match part.path:
        case (_, int(document)):
            return parsed.document_text(document)
    return dumps(part.value)


def _config() -> dict[str, Any]:
    """Runs the checks that are on, and one that each object fails."""
    loaded = {
        "name": _LOADED,
        "template": "required-label",
        "scope": {"objectKinds": ["Any"]},
        "params": {"key": "e2.invalid/loaded"},
    }
    checks = {"doNotAutoAddDefaults": True, "include": sorted(read_checks().checks)}
    return {"checks": checks, "customChecks": [loaded]}


def _reports(output: Output) -> tuple[_Report, ...]:
    """KubeLinter ends with 1 for findings and for errors; of no object at all it says nothing."""
    if output.code not in (0, 1) or (output.code == 1 and not output.stdout):
        lines = [line for line in output.stderr.splitlines() if not line.startswith("Warning:")]
        raise output.crash(first_line("\n".join(lines)))
    return read_json(_Result, output).reports or () if output.stdout else ()

"""Semgrep, by its native engine: `--experimental` starts ten times as fast as the Python front end.

`--project-root` needs it, too: without, ignore files of folders above the run's would count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel

from schemas.e2 import Lang, Severity, Tool
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.parsed import Parsed
from stages.configs.scanners.adapter import Files, arranged, read_json
from stages.configs.scanners.policies import Policies, policies
from stages.configs.scanners.process import Crash, Output, first_line, plain

NAMES: Mapping[Lang, str] = {"k8s": "manifest.yaml", "tf": "main.tf"}

# The content alone decides: no ignore files, no `nosemgrep` comments, no largest size.
_OPTIONS = (
    *("scan", "--experimental", "--project-root", ".", "--no-git-ignore", "--disable-nosem"),
    *("--max-target-bytes", "0", "--json", "--quiet", "--no-rewrite-rule-ids", "--jobs", "1"),
    *("--metrics=off", "--disable-version-check", "--timeout-threshold", "1"),
)


_REASONS = {
    "Timeout": "timed out",
    "Out of memory": "crashed",
    "Stack overflow": "crashed",
    "Fatal error": "crashed",
    "Internal matching error": "crashed",
}
"""Of its error types; the others are about syntax."""


class _Metadata(BaseModel):
    severity: Severity


class _Extra(BaseModel):
    message: str
    metadata: _Metadata


class _Position(BaseModel):
    line: int


class _Match(BaseModel):
    check_id: str
    path: str
    start: _Position
    extra: _Extra


class _Error(BaseModel):
    type: str | list[Any]
    message: str = ""
    path: str | None = None

    @property
    def name(self) -> str:
        """Some types come with details."""
        return self.type if isinstance(self.type, str) else str(self.type[0])


class _Paths(BaseModel):
    scanned: tuple[str, ...]


class _Report(BaseModel):
    results: tuple[_Match, ...]
    errors: tuple[_Error, ...]
    paths: _Paths


@dataclass(frozen=True, slots=True)
class Semgrep:
    """The Semgrep rules of one language."""

    lang: Lang
    timeout: int
    """Seconds for one rule in one file."""

    tool: ClassVar[Tool] = "semgrep"
    env: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}
    )

    @property
    def policies(self) -> Policies:
        """The rule files."""
        return policies(self.tool, self.lang)

    def prepare(self, files: Files, folder: Path) -> list[str]:
        """Each file as in/<key>/manifest.yaml or in/<key>/main.tf."""
        self.policies.write(folder / "rules")
        for key, parsed in files.items():
            path = folder / "in" / key / NAMES[self.lang]
            path.parent.mkdir(parents=True)
            path.write_bytes(parsed.text.encode())
        return [*_OPTIONS, "--timeout", str(self.timeout), "--config", "rules", "in"]

    def read(self, output: Output, files: Files) -> dict[str, Scanned]:
        """Files that Semgrep does not count as scanned are missing."""
        if output.code:
            raise output.crash(_told(output))
        report = read_json(_Report, output)
        failures = {_key(error.path): self._failure(error) for error in report.errors}
        if failures.keys() - files.keys():
            raise Crash("crashed", report.errors[0].message)  # it speaks of a rule
        found = {key: list[Finding]() for key in map(_key, report.paths.scanned) if key in files}
        for match in report.results:
            if (key := _key(match.path)) in found:
                found[key].append(self._finding(match, files[key]))
        return {key: arranged(findings) for key, findings in found.items()} | failures

    def _finding(self, match: _Match, parsed: Parsed) -> Finding:
        line, extra = match.start.line, match.extra
        severity = extra.metadata.severity
        return Finding(line, self.tool, match.check_id, extra.message, severity, parsed.at(line))

    def _failure(self, error: _Error) -> Failure:
        reason = _REASONS.get(error.name, "unreadable")
        place = f"in/{_key(error.path)}/{NAMES[self.lang]}:"  # and, often, the line
        return Failure(self.tool, reason, plain(error.message.replace(place, "")))


def _key(path: str | None) -> str:
    """The key of the file at a path as Semgrep gives it: in/<key>/<name>."""
    return PurePosixPath(path or "").parent.name


def _told(output: Output) -> str:
    """Its errors are in its JSON if it could still write it."""
    try:
        return read_json(_Report, output).errors[0].message
    except (Crash, IndexError):
        return first_line(output.stderr)

"""What the scanners found in some files, for a machine that can't have one of them.

{"scanners":{
"opa k8s":{"version":"1.22.2","policies":"<SHA-256 of the rules>"}
},
"files":{
"<SHA-256 of the content>":{"opa":[[4,"host-network","high","...",["documents",0,"spec"]]]}
}}
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from schemas.e2 import Severity, Tool
from schemas.strict import Strict
from stages.common.errors import PipelineError
from stages.common.files import atomic, dumps
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.scanners.adapter import Adapter


class Scanner(Strict):
    """What, besides the content, decides what a scanner finds."""

    version: str
    policies: str


class Failed(Strict):
    """A Failure."""

    reason: str
    detail: str


Found = tuple[int, str, Severity, str, tuple[int | str, ...]]
"""A Finding: line, rule, severity, message, path."""


class Record(Strict):
    """The file; scanners go by name and language."""

    scanners: dict[str, Scanner] = Field(default_factory=dict)
    files: dict[str, dict[Tool, tuple[Found, ...] | Failed]] = Field(default_factory=dict)

    def add(self, adapter: Adapter, version: str, text: str, scanned: Scanned) -> None:
        """Take in what a scanner found in a file."""
        policies = adapter.policies.digest
        self.scanners[_name(adapter)] = Scanner(version=version, policies=policies)
        self.files.setdefault(_sha256(text), {})[adapter.tool] = (
            Failed(reason=scanned.reason, detail=scanned.detail)
            if isinstance(scanned, Failure)
            else tuple((f.line, f.rule_id, f.severity, f.msg, f.path) for f in scanned)
        )

    def find(self, adapter: Adapter, version: str, text: str) -> Scanned:
        """What a scanner found in this file; raises LookupError, with the reason, if unknown."""
        tool, scanner = adapter.tool, self.scanners.get(_name(adapter))
        if scanner is None:
            raise LookupError(f"has no record of {_name(adapter)}")
        if scanner.version != version:
            raise LookupError(f"has no record of {tool} {version}, but of {scanner.version}")
        if scanner.policies != adapter.policies.digest:
            raise LookupError(f"has no record of {_name(adapter)} with its present policies")
        if tool not in (file := self.files.get(_sha256(text), {})):
            raise LookupError(f"has no record of what {tool} finds in some of the files")
        return _scanned(tool, file[tool])

    def write(self, path: Path) -> None:
        """Write it, atomically, a file a line; the same content makes the same bytes."""
        scanners, files = (_lines(part) for part in self.model_dump(mode="json").values())
        with atomic(path) as file:
            file.write(f'{{"scanners":{scanners},\n"files":{files}}}\n')


def read_record(path: Path) -> Record:
    """The record in a file; raises PipelineError."""
    try:
        return Record.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise PipelineError("no such file", where=str(path)) from None
    except ValidationError as error:
        raise PipelineError(f"is no record: {error.errors()[0]['msg']}", where=str(path)) from None


def _scanned(tool: Tool, found: tuple[Found, ...] | Failed) -> Scanned:
    if isinstance(found, Failed):
        return Failure(tool, found.reason, found.detail)
    return tuple(
        Finding(line, tool, rule, msg, severity, path) for line, rule, severity, msg, path in found
    )


def _name(adapter: Adapter) -> str:
    return f"{adapter.tool} {adapter.lang}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(values: Mapping[str, Any]) -> str:
    """A JSON object, sorted, an entry a line."""
    entries = ",\n".join(f"{dumps(key)}:{dumps(value)}" for key, value in sorted(values.items()))
    return f"{{\n{entries}\n}}" if entries else "{}"

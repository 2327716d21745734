"""OPA: `opa exec` evaluates a decision for each of many JSON inputs, and isolates their errors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import ClassVar

from pydantic import BaseModel

from schemas.e2 import Lang, Severity, Tool
from stages.common.errors import PipelineError
from stages.common.files import dumps
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.parsed import Parsed
from stages.configs.scanners.adapter import Files, arranged, read_json
from stages.configs.scanners.policies import Policies, policies
from stages.configs.scanners.process import Output, first_line, plain

DECISIONS: Mapping[Lang, str] = {"k8s": "e2/k8s/findings", "tf": "e2/terraform/findings"}


class _Found(BaseModel):
    rule: str
    severity: Severity
    msg: str
    path: tuple[str | int, ...]


class _Error(BaseModel):
    code: str = ""
    message: str = ""


class _Item(BaseModel):
    path: str
    result: tuple[_Found, ...] = ()
    error: _Error | None = None


class _Report(BaseModel):
    result: tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class Opa:
    """The Rego policies of one language."""

    lang: Lang
    tool: ClassVar[Tool] = "opa"
    env: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @property
    def policies(self) -> Policies:
        """The Rego files."""
        return policies(self.tool, self.lang)

    def prepare(self, files: Files, folder: Path) -> list[str]:
        """The value of each file as in/<key>.json."""
        self.policies.write(folder / "rego")
        inputs = folder / "in"
        inputs.mkdir()
        for key, parsed in files.items():
            (inputs / f"{key}.json").write_text(dumps(parsed.value), encoding="utf-8")
        return ["exec", "--bundle", "rego", "--decision", DECISIONS[self.lang], "in"]

    def read(self, output: Output, files: Files) -> dict[str, Scanned]:
        """Findings stand where their paths lead."""
        if output.code:
            raise output.crash(_told(output.stderr))
        items = {PurePosixPath(item.path).stem: item for item in read_json(_Report, output).result}
        return {
            key: self._scanned(items[key], parsed) for key, parsed in files.items() if key in items
        }

    def _scanned(self, item: _Item, parsed: Parsed) -> Scanned:
        if item.error is None:
            return arranged(
                Finding(parsed.line(f.path), self.tool, f.rule, f.msg, f.severity, f.path)
                for f in item.result
            )
        if item.error.code == "opa_undefined_error":
            raise PipelineError(item.error.message, where="stages/configs/policies/rego")
        return Failure(self.tool, "crashed", plain(item.error.message) or "the input is not JSON")


def _told(stderr: str) -> str:
    """The message of the first line of its log, which is JSON."""
    line = first_line(stderr)
    try:
        return str(json.loads(line)["msg"])
    except (ValueError, KeyError, TypeError):
        return line

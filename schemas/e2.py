"""E2, config verification: the published row.

{"question": "apiVersion: v1\nkind: Pod\n...",
 "info": {"violations": [{"tool": "opa", "rule_id": "host-network", "severity": "high",
                          "msg": "...", "loc": "deploy/web.yaml:12"}],
          "patch": "--- a/deploy/web.yaml\n+++ b/deploy/web.yaml\n@@ ..."},
 "meta": {"lang": "k8s", "source": "owner/name@<commit>:deploy/web.yaml",
          "hash": "9f86d081884c7d65"}}
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Literal, Self, get_args

from pydantic import Field, field_validator, model_validator

from schemas.strict import Strict

Lang = Literal["k8s", "tf"]
Tool = Literal["kube-linter", "opa", "semgrep"]
Severity = Literal["low", "medium", "high", "critical"]

LANGS: tuple[Lang, ...] = get_args(Lang)
TOOLS: tuple[Tool, ...] = get_args(Tool)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

TOOLS_BY_LANG: dict[Lang, tuple[Tool, ...]] = {
    "k8s": ("kube-linter", "opa", "semgrep"),
    "tf": ("opa", "semgrep"),
}
"""KubeLinter reads Kubernetes only."""

_SOURCE = re.compile(r"[^/@:\s]+/[^/@:\s]+@(?:[0-9a-f]{40}|[0-9a-f]{64}):(?P<path>[^\n]+)")
_LOC = re.compile(r"(?P<path>[^\n]+):(?P<line>[1-9]\d*)")


def config_hash(question: str) -> str:
    """The first 16 hex digits of the SHA-256 of the file: equal files have equal hashes."""
    return hashlib.sha256(question.encode()).hexdigest()[:16]


def patch_header(path: str) -> str:
    """The two lines that a row's patch begins with; Git ends a name with spaces by a tab."""
    end = "\t" if " " in path else ""
    return f"--- a/{path}{end}\n+++ b/{path}{end}\n"


class Violation(Strict):
    """What one scanner found at one place."""

    tool: Tool

    rule_id: str = Field(min_length=1)
    """The scanner's own name of the rule: `run-as-non-root`."""

    severity: Severity

    msg: str = Field(min_length=1)

    loc: str
    """`path:line`, the path as in meta.source, the line from 1 in the whole file."""

    @property
    def line(self) -> int:
        """The line of `loc`."""
        return int(self.loc.rpartition(":")[2])


class E2Info(Strict):
    """The labels of a file."""

    violations: tuple[Violation, ...]
    """Sorted by line, tool, rule and message; no two agree in all of these."""

    patch: str | None
    """A unified diff for `git apply`, proven by scanning the patched file; null if there is none.

    It begins with `patch_header` of the row's path.
    """


class E2Meta(Strict):
    """Where a row comes from."""

    lang: Lang

    source: str
    """`owner/name@commit:path`."""

    hash: str = Field(pattern=r"^[0-9a-f]{16}$")
    """`config_hash` of the question."""

    @field_validator("source")
    @classmethod
    def _place_in_a_repository(cls, value: str) -> str:
        match = _SOURCE.fullmatch(value)
        if not match or {"", ".", ".."} & set(match["path"].split("/")):
            raise ValueError("not of the form owner/name@commit:path")
        return value

    @property
    def origin(self) -> str:
        """`owner/name@commit`."""
        return self.source.partition(":")[0]

    @property
    def path(self) -> str:
        """The path in the repository."""
        return self.source.partition(":")[2]


class E2Row(Strict):
    """One line of an E2 file."""

    question: str = Field(min_length=1)
    """The file, as it stands in the repository."""

    info: E2Info
    meta: E2Meta

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.meta.hash != config_hash(self.question):
            raise ValueError("meta.hash is not the hash of the question")
        if wrong := next(chain(self._wrong_violations(), self._wrong_patch()), None):
            raise ValueError(wrong)
        return self

    def _wrong_violations(self) -> Iterator[str]:
        lines = self.question.count("\n") + 1
        for index, violation in enumerate(self.info.violations):
            match = _LOC.fullmatch(violation.loc)
            if not match or match["path"] != self.meta.path or int(match["line"]) > lines:
                yield f"info.violations.{index}.loc is no line of {self.meta.path}"
                return
            if violation.tool not in TOOLS_BY_LANG[self.meta.lang]:
                yield f"info.violations.{index}: {violation.tool} reads no such files"
        keys = [(v.line, v.tool, v.rule_id, v.msg) for v in self.info.violations]
        for index, (one, two) in enumerate(pairwise(keys)):
            if one >= two:
                yield f"info.violations.{index + 1} is not after the one before it"

    def _wrong_patch(self) -> Iterator[str]:
        if self.info.patch is None:
            return
        if not self.info.violations:
            yield "info.patch without a violation that it mends"
        if not self.info.patch.startswith(patch_header(self.meta.path)):
            yield f"info.patch does not begin with --- a/{self.meta.path} and +++ b/ the same"

"""The account of the E2 sets, data/e2/sampling-e2-R.json: every file that was read, every patch."""

from typing import Self

from pydantic import Field, RootModel, model_validator

from schemas.e2 import Lang, Severity, Tool
from schemas.sampling import Rejected, add_up
from schemas.strict import Strict

Rules = dict[Tool, dict[Lang, dict[str, Severity]]]
"""The rules that each scanner ran with, whether or not they found anything, by language and id.

Some messages of a KubeLinter check are more severe than the check as a whole.
"""


class SourceAccount(Strict):
    """read = kept + duplicate + rejected + surplus, in files of one source."""

    synthetic: bool
    """Made from a committed sample: never for training or evaluation."""

    repository: str = Field(pattern=r"^[^/@:\s]+/[^/@:\s]+$")
    """`owner/name`, as in meta.source."""

    commit: str = Field(pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$")
    """The commit that was read; of a folder without one, a hash of its content."""

    read: int
    kept: int
    duplicate: int
    """Files with the same content as another one."""

    rejected: dict[str, Rejected]
    """By reason; the files are in data/rejects/."""

    surplus: int
    """Usable files beyond the limit."""

    @property
    def origin(self) -> str:
        """`owner/name@commit`, what the meta.source of its rows begins with."""
        return f"{self.repository}@{self.commit}"

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        add_up(self.read, self.kept, self.duplicate, self.rejected, self.surplus)
        return self


class FixAccount(Strict):
    """What became of one automatic fix, in places of files."""

    tried: int
    verified: int


class PatchAccount(Strict):
    """What became of the patches of one language."""

    with_findings: int
    """Rows with at least one finding."""

    fixable: int
    """Rows for which a fix was proposed."""

    verified: int
    """Rows with a patch that passed the proof."""

    failed: dict[str, int]
    """Rows whose patch did not pass, by the first reason."""

    fixes: dict[str, FixAccount]

    hand_written: int
    """Verified rows whose patch is one of `build_e2.patches`."""

    hand_written_refused: dict[str, str]
    """Why, by the name of the patch file."""


class E2SetAccount(Strict):
    """One language."""

    limit: int | None
    kept: int
    sources: dict[str, SourceAccount]
    """By name in fetch.sources; none where the language is left out."""

    patches: PatchAccount

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        kept = sum(source.kept for source in self.sources.values())
        if kept != self.kept:
            raise ValueError(f"the sources kept {kept} files, the set {self.kept}")
        return self


class E2Sampling(Strict):
    """The file."""

    release: str
    seed: int
    tools: dict[Tool, str]
    """Versions."""

    rules: Rules

    replayed: tuple[Tool, ...] = Field(default=())
    """Scanners that could not be run; what they found was taken from a record."""

    sets: dict[str, E2SetAccount]
    """By name: k8s, terraform."""


class ToolVersions(RootModel[dict[Tool, str]]):
    """data/e2/tools-versions.json: `{"opa": "1.22.2"}`, the scanners at their pinned versions."""

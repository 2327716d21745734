"""Parameters of the stage fetch: where each source comes from."""

import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from schemas.sections.tools import ToolSource
from schemas.strict import Strict

Scanner = Literal["kube-linter", "opa", "semgrep"]
"""As schemas.e2.Tool; what fetches flows shall not depend on the rows of E2."""

SHA256 = re.compile(r"[0-9a-f]{64}")


class Source(Strict):
    """One source, pinned."""

    kind: Literal["sample", "local", "http", "git", "hf"]
    """sample: a committed folder; local: a path of yours; the others are remote."""

    location: str = Field(min_length=1)
    """A path (sample, local), a URL (http, git), or a Hub dataset id (hf)."""

    watch: str = Field(min_length=1)
    """The local path whose content DVC hashes to notice a change of this source."""

    revision: str | None = None
    """The pinned commit or tag (git, hf); null for the other kinds."""

    repository: str | None = Field(default=None, pattern=r"^[^/@:\s]+/[^/@:\s]+$")
    """`owner/name` that rows name as their origin, also where the location is a mirror (E2)."""

    files: tuple[str, ...] = ("**/*",)
    """Glob patterns, relative to the source; for http, the paths below the location."""

    sha256: dict[str, str] = Field(default_factory=dict)
    """Expected SHA-256, hex, by relative path; a file that differs stops the stage."""

    family: Literal["e1", "e2"]
    """The data sets that are built from it; the manifest is data/sources/<family>/<name>.json."""

    licence: str = Field(min_length=1)
    """SPDX identifier, or the name its publisher uses."""

    homepage: str = Field(min_length=1)
    """Where a person reads about the source."""

    citation: str = Field(min_length=1)
    """What a paper that uses it should cite."""

    @field_validator("sha256")
    @classmethod
    def _hex(cls, value: dict[str, str]) -> dict[str, str]:
        for path, digest in value.items():
            if not SHA256.fullmatch(digest):
                raise ValueError(f"{path}: {digest!r} is not 64 lower-case hex digits")
        return value

    @model_validator(mode="after")
    def _pinned(self) -> Self:
        if self.kind in ("git", "hf") and not self.revision:
            raise ValueError(f"kind {self.kind} needs a revision: the commit to read")
        if self.kind in ("sample", "local") and self.watch != self.location:
            raise ValueError(
                f"kind {self.kind} needs watch equal to location, so that DVC sees its files change"
            )
        return self

    @property
    def synthetic(self) -> bool:
        """Whether its rows are made up: committed samples are."""
        return self.kind == "sample"


class FetchParams(Strict):
    """Section `fetch`."""

    sources: dict[str, Source]
    """Sources by name; data/raw/<name>/ holds their files."""

    tools: dict[Scanner, ToolSource]
    """Scanners by name; the stage fetch-tools provides them."""

"""Parameters of the stage fetch-tools: how each scanner can be had."""

import re
from typing import Self

from pydantic import Field, model_validator

from schemas.strict import Strict

SHA256 = r"^[0-9a-f]{64}$"
PLATFORM = re.compile(r"(linux|darwin)-(x86_64|arm64)")


class Archive(Strict):
    """A released program for one platform: the program itself, or a .tar.gz that holds it."""

    url: str = Field(pattern=r"^https?://")
    sha256: str = Field(pattern=SHA256)


class GoModule(Strict):
    """A program that `go build` makes from the module proxy."""

    package: str = Field(min_length=1)
    """Import path of the program's main package."""

    module: str = Field(min_length=1)
    """Path that its module declares."""

    origin: str | None = None
    """Where to take the module from, if not its own path: a vanity host may be blocked."""

    needs: str = Field(pattern=r"^\d+\.\d+(\.\d+)?$")
    """Oldest Go that builds it: the `go` line of the module's go.mod."""


class ToolSource(Strict):
    """One scanner. Ways to it, in order: this version on PATH, an archive, go, requirements."""

    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")

    archives: dict[str, Archive] = Field(default_factory=dict)
    """By platform, `linux-x86_64`."""

    go: GoModule | None = None

    requirements: str | None = None
    """A requirements file with hashes, for a private virtual environment."""

    homepage: str = Field(min_length=1)
    licence: str = Field(min_length=1)
    """SPDX identifier."""

    @model_validator(mode="after")
    def _obtainable(self) -> Self:
        if self.go is None and self.requirements is None and not self.archives:
            raise ValueError("says no way to have it: archives, go or requirements")
        for platform in self.archives:
            if not PLATFORM.fullmatch(platform):
                raise ValueError(
                    f"archives.{platform}: platforms are linux or darwin, x86_64 or arm64"
                )
        return self

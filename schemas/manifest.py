"""The files of a fetched source: data/sources/<family>/<name>.json.

The raw data stays outside DVC (git-ignored data/raw/<name>/), so that `dvc pull` works for
collaborators and third-party data is never pushed; these hashes stand for it.
"""

from pydantic import Field

from schemas.strict import Strict


class SourceFile(Strict):
    """One file below data/raw/<name>/."""

    path: str = Field(min_length=1)
    """Relative, with forward slashes."""

    size: int = Field(ge=0)
    """Bytes."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(Strict):
    """Sorted by path."""

    source: str

    repository: str | None = None
    """`owner/name` of a source that is a repository."""

    commit: str | None = None
    """The pinned revision of a Git repository."""

    synthetic: bool = False
    """Made up: a committed sample."""

    files: tuple[SourceFile, ...] = Field(min_length=1)

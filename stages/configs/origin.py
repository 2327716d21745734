"""Which repository and commit the files of a source come from."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from schemas.manifest import Manifest
from stages.common.errors import PipelineError

RAW, MANIFESTS = Path("data/raw"), Path("data/sources/e2")
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Origin:
    """A source whose files are read."""

    name: str
    """In fetch.sources."""

    repository: str
    """`owner/name`."""

    commit: str
    """Hex; of a folder without history, the first 40 digits of a hash of its content."""

    synthetic: bool
    folder: Path
    """data/raw/<name>/."""

    files: tuple[str, ...]
    """Relative to the folder, sorted."""

    def label(self, path: str) -> str:
        """The meta.source of a file: `owner/name@commit:path`."""
        return f"{self.repository}@{self.commit}:{path}"


def load_origin(name: str) -> Origin:
    """A fetched source; raises PipelineError if it is not fetched, or not pinned to a commit."""
    manifest = _manifest(name)
    return Origin(
        name=name,
        repository=manifest.repository or f"local/{name}",
        commit=_content_hash(manifest) if manifest.commit is None else _full(name, manifest.commit),
        synthetic=manifest.synthetic,
        folder=RAW / name,
        files=tuple(file.path for file in manifest.files),
    )


def _manifest(name: str) -> Manifest:
    path = MANIFESTS / f"{name}.json"
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        what, fix = "no such file", f"give fetch.sources an entry {name} of family e2, and run "
    except ValidationError:
        what, fix = "not a manifest", "run "
    raise PipelineError(what, where=path.as_posix(), fix=f"{fix}`dvc repro --force fetch@{name}`")


def _full(name: str, revision: str) -> str:
    if COMMIT.fullmatch(revision):
        return revision
    raise PipelineError(
        f"{revision!r} is no full commit hash",
        where=f"fetch.sources.{name}.revision",
        fix="give all its digits; rows name the commit",
    )


def _content_hash(manifest: Manifest) -> str:
    listing = "".join(f"{file.sha256}  {file.path}\n" for file in manifest.files)
    return hashlib.sha256(listing.encode()).hexdigest()[:40]

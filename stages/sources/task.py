"""One source on its way into data/raw/<name>/."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from schemas.sections.fetch import Source
from schemas.sections.runtime import RuntimeParams
from stages.common.errors import PipelineError

RAW = Path("data/raw")
MANIFESTS = Path("data/sources")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")


@dataclass(frozen=True)
class Task:
    """A source, and how to bring it here."""

    name: str
    source: Source
    runtime: RuntimeParams

    @property
    def raw(self) -> Path:
        """The folder of its files."""
        return RAW / self.name

    @property
    def manifest(self) -> Path:
        """The file that holds their hashes."""
        return MANIFESTS / self.source.family / f"{self.name}.json"

    @property
    def cache(self) -> Path:
        """Where downloads and notes are kept between runs."""
        return Path(self.runtime.cache_dir)

    @property
    def archive(self) -> str | None:
        """The file name of the archive that an http location points to, if it does."""
        name = file_name(self.source.location)
        return name if self.source.kind == "http" and name.endswith(ARCHIVES) else None

    @property
    def use_a_copy(self) -> str:
        """What to do about a source that can't be reached."""
        return f"point fetch.sources.{self.name} at a local copy (kind: local)"

    def param(self, key: str) -> str:
        """The full name of one of its parameters."""
        return f"fetch.sources.{self.name}.{key}"


def file_name(url: str) -> str:
    """The last part of a URL's path, empty if the path ends with a slash."""
    path = unquote(urlsplit(url).path)
    return "" if path.endswith("/") else PurePosixPath(path).name


def find(name: str, sources: Mapping[str, Source]) -> Source:
    """The source of that name; raises PipelineError with the nearest names, or all."""
    if name in sources:
        return sources[name]
    near = difflib.get_close_matches(name, sources, n=1)
    raise PipelineError(
        f"no source {name!r}",
        where="fetch.sources",
        fix=f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(sorted(sources))}",
    )

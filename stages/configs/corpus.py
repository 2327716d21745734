"""Find the config files of one language in fetched sources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from schemas.e2 import Lang, config_hash
from stages.common.progress import progress
from stages.configs.manifest import parse_manifest
from stages.configs.module import parse_module
from stages.configs.origin import Origin
from stages.configs.parsed import Parsed, Unusable
from stages.configs.reject import Reject
from stages.configs.text import decode

SUFFIXES: Mapping[Lang, tuple[str, ...]] = {"k8s": (".yaml", ".yml"), "tf": (".tf",)}
PARSERS: Mapping[Lang, Callable[[str], Parsed]] = {"k8s": parse_manifest, "tf": parse_module}


@dataclass(frozen=True, slots=True)
class Config:
    """A file that can be a row."""

    origin: Origin
    path: str
    """In the repository."""

    parsed: Parsed
    key: str
    """Hash of the content."""

    @property
    def label(self) -> str:
        """The row's meta.source."""
        return self.origin.label(self.path)


@dataclass
class Corpus:
    """What the sources of a language hold."""

    configs: dict[str, Config] = field(default_factory=dict)
    """Distinct files by key, in the order of their labels."""

    duplicates: list[Config] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)
    """Files by source."""


def collect(lang: Lang, origins: Iterable[Origin], max_bytes: int) -> Corpus:
    """Read every file of the sources; of equal ones the first by label is kept."""
    corpus, found = Corpus(), list[Config]()
    for origin in origins:
        corpus.read[origin.name] = len(origin.files)
        for result in _read_all(lang, origin, max_bytes):
            if isinstance(result, Reject):
                corpus.rejects.append(result)
            else:
                found.append(result)
    for config in sorted(found, key=lambda config: config.label):
        if corpus.configs.setdefault(config.key, config) is not config:
            corpus.duplicates.append(config)
    return corpus


def _read_all(lang: Lang, origin: Origin, max_bytes: int) -> Iterator[Config | Reject]:
    with progress(f"{origin.name}: parsing", len(origin.files), " files") as bar:
        for path in origin.files:
            try:
                yield _read(lang, origin, path, max_bytes)
            except Unusable as problem:
                yield Reject(origin.name, path, problem.reason, problem.detail, problem.line)
            bar.update()


def _read(lang: Lang, origin: Origin, path: str, max_bytes: int) -> Config:
    if PurePosixPath(path).suffix not in SUFFIXES[lang]:
        raise Unusable("other-type")
    if "\n" in path:
        raise Unusable("bad-name", "rows can't name a file with a newline in its name")
    file = origin.folder / path
    if (size := file.stat().st_size) > max_bytes:
        raise Unusable("too-large", f"{size:,} bytes")
    text = decode(file.read_bytes())
    return Config(origin, path, PARSERS[lang](text), config_hash(text))

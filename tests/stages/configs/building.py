"""Small sources to build from, and a scanner that looks for words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schemas.e2 import Lang, config_hash
from stages.configs.corpus import PARSERS, Config
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.origin import Origin
from stages.configs.parsed import Parsed

COMMIT = "c0ffee" + "0" * 34

WORDS = {
    "hostNetwork: true": "host-network",
    "hostPID: true": "host-pid",
    "hostIPC: true": "host-ipc",
    "subdomain: public": "public-subdomain",
}
"""Rule by word; there is a fix for all but the last."""


@dataclass
class WordScanner:
    """Finds the words, each in its line; all that it says hangs on a file's text alone."""

    clashes: Iterable[Iterable[str]] = ()
    """Each, if all its words are in a file, is found as a clash."""

    calls: list[set[str]] = field(default_factory=list)
    """The texts of each call so far."""

    def __call__(self, files: Mapping[str, Parsed]) -> dict[str, Scanned]:
        self.calls.append({parsed.text for parsed in files.values()})
        return {key: self._look(parsed.text) for key, parsed in files.items()}

    def _look(self, text: str) -> Scanned:
        if "HANG" in text:
            return Failure("semgrep", "timed out", "300 s")
        found = [
            finding(rule, number)
            for number, line in enumerate(text.splitlines(), 1)
            for word, rule in WORDS.items()
            if word in line
        ]
        clashing = any(all(word in text for word in clash) for clash in self.clashes)
        return (*found, *([finding("clash")] if clashing else []))


def finding(rule: str, line: int = 1, path: tuple[str | int, ...] = ("documents", 0)) -> Finding:
    return Finding(line, "opa", rule, f"Pod: {rule}", "high", path)


def pod(name: str, *settings: str) -> str:
    """A manifest; settings are lines of its pod, the first of them line 7 of the file."""
    lines = "".join(f"  {line}\n" for line in settings)
    return (
        f"apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\nspec:\n"
        f"  containers: [{{name: {name}, image: 'shop:1'}}]\n{lines}"
    )


def origin_of(folder: Path, files: Mapping[str, str | bytes], synthetic: bool = True) -> Origin:
    """A source named as the folder, which gets the files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    repository = f"acme/{folder.name}"
    return Origin(folder.name, repository, COMMIT, synthetic, folder, tuple(sorted(files)))


def config_of(
    text: str, path: str = "web.yaml", lang: Lang = "k8s", source: str = "shop"
) -> Config:
    """A file of a source without a folder."""
    origin = Origin(source, f"acme/{source}", COMMIT, False, Path(), (path,))
    return Config(origin, path, PARSERS[lang](text), config_hash(text))

"""The rules that a scanner applies, as they go into its run and into its record."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from schemas.e2 import Lang, Tool

FOLDER = Path(__file__).parents[1] / "policies"

_TEST = re.compile(r"(^|/)tests/|_test\.rego$|\.test\.yaml$").search
_NAMES: Mapping[Lang, str] = {"k8s": "k8s", "tf": "terraform"}


@dataclass(frozen=True)
class Policies:
    """Rule files."""

    files: Mapping[str, bytes]
    """Content by name, sorted by name."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of names and contents, hex."""
        whole = hashlib.sha256()
        for name, content in self.files.items():
            whole.update(f"{hashlib.sha256(content).hexdigest()}  {name}\n".encode())
        return whole.hexdigest()

    def write(self, folder: Path) -> None:
        """Write them below `folder`: a run sees these files and no tests of theirs."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@cache
def policies(tool: Tool, lang: Lang) -> Policies:
    """The rule files of a scanner for a language; tests of the rules are no rules."""
    patterns = {
        "kube-linter": "kube-linter.yaml",
        "opa": f"rego/{_NAMES[lang]}/**/*.rego",
        "semgrep": f"semgrep/{_NAMES[lang]}/**/*.yaml",
    }
    paths = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.glob(patterns[tool])}
    return Policies({name: paths[name].read_bytes() for name in sorted(paths) if not _TEST(name)})

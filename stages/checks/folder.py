"""The folder data/<family>/ holds the files of one release and nothing else."""

from collections.abc import Set
from pathlib import Path

from stages.checks.problems import Problems

TOLERATED = frozenset({".gitignore"})
"""DVC writes it beside its outputs."""


def check_folder(folder: Path, release: str, ours: Set[str], problems: Problems) -> None:
    """Note what is not `ours`: DVC hashes the whole folder, so that it would change the build."""
    if not folder.is_dir():
        return  # every file is missing then, which is noted file by file
    for path in sorted(folder.iterdir()):
        if path.name not in ours | TOLERATED:
            problems.add(f"not a file of release {release}; remove it", path)

"""The folder data/e1/ holds the files of one release and nothing else."""

from pathlib import Path

from schemas.e1_sets import SETS
from stages.checks.problems import Problems

TOLERATED = frozenset({".gitignore"})
"""DVC writes it beside its outputs."""


def check_folder(folder: Path, release: str, problems: Problems) -> None:
    """Note what does not belong: DVC hashes the whole folder, so that it would change the build."""
    if not folder.is_dir():
        return  # every file is missing then, which is noted file by file
    ours = {name for s in SETS for name in (s.rows_file(release), s.account_file(release))}
    for path in sorted(folder.iterdir()):
        if path.name not in ours | TOLERATED:
            problems.add(f"not a file of release {release}; remove it", path)

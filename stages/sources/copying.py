"""Plain copies of files: no links, so that a change of one never changes the other."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from stages.common.progress import progress


def copy_files(files: Mapping[str, Path], into: Path, what: str) -> None:
    """Copy each file to its relative path below `into`."""
    sizes = {path: file.stat().st_size for path, file in files.items()}
    with progress(f"{what}: copying", sum(sizes.values()), "B") as bar:
        for path, file in files.items():
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            bar.update(sizes[path])

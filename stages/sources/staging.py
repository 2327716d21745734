"""Replace a folder as a whole: build it beside the target, then rename.

data/raw/.iot23.tmp-k3v9/   being filled
data/raw/.iot23.old/        the earlier one, for the moment between the two renames
data/raw/iot23/
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `target` if the block succeeds.

    The caller holds the target's lock: every staging folder found here is a dead run's.
    """
    recover(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        yield staging
        staging.chmod(0o755)  # mkdtemp makes it private
        _swap(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def recover(target: Path) -> None:
    """Undo what a killed run left: put the earlier folder back, remove staging folders."""
    old = _old(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for stale in (old, *target.parent.glob(_prefix(target) + "*")):
        _remove(stale)


def _swap(new: Path, target: Path) -> None:
    old = _old(target)
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        recover(target)
        raise
    _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _prefix(target: Path) -> str:
    return f".{target.name}.tmp-"

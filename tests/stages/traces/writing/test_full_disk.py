"""A disk that is full for real, at every stage of a run."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.sections.generate_traces import Format
from stages.common.errors import PipelineError
from stages.traces.writing.generate import generate
from stages.traces.writing.key import key
from tests.stages.traces.writing.standins import RELEASE, content, job, picky, places

PAGE = 4096


def mount(folder: Path, *options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk with an earlier set on it."""
    if not mount(tmp_path, "size=4m"):
        pytest.skip("only root may mount a small disk; test_generate.py fills one by other means")
    try:
        generate(job(20, 10), places(tmp_path), RELEASE, 1)
        yield tmp_path
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def shrink(disk: Path, pages: int) -> None:
    """Leave so many pages free."""
    used = shutil.disk_usage(disk).used
    assert mount(disk, "remount", f"size={used + pages * PAGE}")


@pytest.mark.parametrize("format", ["jsonl", "jsonl.zst", "parquet"])
def test_an_earlier_set_survives_a_full_disk(disk: Path, format: Format) -> None:
    one = job(100, 40, format, picky)
    before, failed, kept = content(disk / "data"), 0, set()
    for pages in range(1, 400, 2):
        shutil.rmtree(disk / "cache", ignore_errors=True)
        shrink(disk, pages)
        try:
            generate(one, places(disk), RELEASE, 1)
            break
        except PipelineError as error:
            folder = disk / "cache" / key(one)
            failed += 1
            kept.add(len(list(folder.glob("*.account.json"))))
            assert "No space left on device; see to it and run it again" in str(error)
            assert "\n" not in str(error)
            assert content(disk / "data") == before
            assert not [path for path in disk.rglob(".*") if path.is_file()]
    else:
        pytest.fail("the disk was always full")
    assert failed > 5
    assert kept == {0, 1, 2, 3}  # it was full before the first shard was there, and after the last
    assert content(disk / "data") != before


def test_a_disk_that_worker_processes_fill(disk: Path) -> None:
    before = content(disk / "data")
    shrink(disk, 10)
    with pytest.raises(PipelineError, match="No space left on device; see to it"):
        generate(job(100, 40, furnish=picky), places(disk), RELEASE, 2)
    assert content(disk / "data") == before

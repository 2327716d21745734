from collections.abc import Callable
from pathlib import Path

import pytest

from stages.flows.shares import FileKind
from tests.stages.flows.flow_files import Read, read_folder

ReadOne = Callable[..., Read]


@pytest.fixture
def read_one(tmp_path: Path) -> ReadOne:
    """Read one file's content: read_one(kind, name, data)."""

    def read(kind: FileKind, name: str, data: bytes, workers: int = 1) -> Read:
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return read_folder(tmp_path / "raw", kind, workers=workers)

    return read

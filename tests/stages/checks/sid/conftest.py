from pathlib import Path

import pytest

from tests.builders_sid import build_traces, write_set


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """data/traces with valid files, seen from the repository's top."""
    monkeypatch.chdir(tmp_path)
    path = Path("data/traces")
    write_set(path, build_traces())
    return path

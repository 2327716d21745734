from pathlib import Path

import pytest

from tests.builders_e2 import build_sets, write_sets


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """data/e2 with valid files, seen from the repository's top."""
    monkeypatch.chdir(tmp_path)
    path = Path("data/e2")
    write_sets(path, build_sets())
    return path

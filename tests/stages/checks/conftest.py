from pathlib import Path

import pytest

from stages.checks.e1 import classifiers
from tests.builders import build_sets, write_sets


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """data/e1 with valid files, seen from the repository's top."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(classifiers, "FOLDS", 2)  # for speed
    path = Path("data/e1")
    write_sets(path, build_sets())
    return path

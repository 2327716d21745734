import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.release import Run, finish, write_release


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with parameters, sets and manifests of release test, made the current one."""
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path)
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a stage script as its command would: run("validate", "e1")."""

    def command(stage: str, *args: str) -> None:
        monkeypatch.setattr(sys, "argv", [stage, *args])
        import_module(f"stages.{stage}").main()

    return command


@pytest.fixture
def built(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release that may be published."""
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    finish(run)
    return tmp_path

"""The real repository, in a clone of its own, built by `dvc repro`."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sharing.conftest import s3  # noqa: F401
from tests.sharing.steps import commit, environment, run
from tests.stages.configs.tools import tool

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session", autouse=True)
def scanners_on_path() -> Iterator[None]:
    """The scanners are found on PATH, so that no test builds them again."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("kube-linter", "opa", "semgrep"):
            patch.setenv("PATH", str(tool(name).parent), prepend=os.pathsep)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The working tree as a commit without any data, then built. Tests copy it: see `repo`."""
    folder = tmp_path_factory.mktemp("pipeline") / "built"
    folder.mkdir()
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    run(["git", "init", "--quiet", "--initial-branch=main"], folder)
    commit(folder, "The working tree")
    run(["dvc", "repro"], folder)
    return folder


@pytest.fixture
def repo(built: Path, tmp_path: Path) -> Path:
    """A copy of the built repository, data and cache included, to change at will."""
    folder = tmp_path / "repository"
    shutil.copytree(built, folder, symlinks=True)
    environment(folder)
    return folder

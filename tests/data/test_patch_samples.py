"""The hand-written patches apply to the samples, but for the stale one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.data.config_files import PATCHES, SOURCES, files

STALE = "kubernetes-samples/catalogue-password.patch"


def test_sources() -> None:
    names = files(PATCHES)
    assert {name.partition("/")[0] for name in names} == set(SOURCES) and STALE in names


@pytest.mark.parametrize("name", files(PATCHES))
def test_patch(name: str, tmp_path: Path) -> None:
    patch = PATCHES / name
    (path,) = re.findall(r"^--- a/(.+)\n\+\+\+ b/\1$", patch.read_text("utf-8"), re.MULTILINE)
    target = tmp_path / path
    target.parent.mkdir(parents=True)
    shutil.copy(SOURCES[patch.parent.name] / path, target)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    command = ["git", "apply", "--check", str(patch)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    refused = f"{path}: patch does not apply" if name == STALE else ""
    assert (done.returncode != 0) == bool(refused) and refused in done.stderr

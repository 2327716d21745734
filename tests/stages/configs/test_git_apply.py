"""Patches are applied by Git itself, whatever is around."""

import subprocess
from pathlib import Path

import pytest

from stages.configs.git_apply import PatchError, git_apply

PATCH = "--- a/deploy/web.yaml\n+++ b/deploy/web.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n"
PATH = "deploy/web.yaml"


def refusal(patch: str, text: str = "a: 1\nb: 2\n", path: str = PATH) -> str:
    with pytest.raises(PatchError) as caught:
        git_apply(patch, path, text)
    return str(caught.value)


def test_the_patched_text() -> None:
    assert git_apply(PATCH, PATH, "a: 1\nb: 2\n") == "a: 1\nb: 3\n"


def test_inside_a_repository_with_settings_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(["git", "config", "core.autocrlf", "true"], cwd=tmp_path, check=True)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / ".git"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert git_apply(PATCH, PATH, "a: 1\nb: 2\n") == "a: 1\nb: 3\n"


def test_carriage_returns_stay() -> None:
    patch = PATCH.replace(" a: 1\n", " a: 1\r\n").replace("2\n+b: 3\n", "2\r\n+b: 3\r\n")
    assert git_apply(patch, PATH, "a: 1\r\nb: 2\r\n") == "a: 1\r\nb: 3\r\n"


def test_a_patch_of_another_text() -> None:
    assert refusal(PATCH, "a: 9\n") == "patch failed: deploy/web.yaml:1"


def test_a_patch_of_another_file() -> None:
    assert refusal(PATCH, path="other.yaml") == "deploy/web.yaml: No such file or directory"


def test_garbage() -> None:
    assert refusal("garbage") == 'No valid patches in input (allow with "--allow-empty")'


def test_a_patch_may_not_make_files() -> None:
    more = PATCH + "--- /dev/null\n+++ b/new.yaml\n@@ -0,0 +1 @@\n+x\n"
    assert refusal(more) == "it changes other files than deploy/web.yaml"


def test_a_patch_may_not_remove_the_file() -> None:
    patch = "--- a/deploy/web.yaml\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a: 1\n-b: 2\n"
    assert refusal(patch) == "it changes other files than deploy/web.yaml"


def test_a_patch_may_not_make_the_file_a_link(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("of this machine\n")
    patch = (
        "--- a/deploy/web.yaml\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a: 1\n-b: 2\n"
        "diff --git a/deploy/web.yaml b/deploy/web.yaml\nnew file mode 120000\n"
        f"--- /dev/null\n+++ b/deploy/web.yaml\n@@ -0,0 +1 @@\n+{secret}\n"
        "\\ No newline at end of file\n"
    )
    assert refusal(patch) == "it changes other files than deploy/web.yaml"


def test_a_binary_patch() -> None:
    patch = (
        "diff --git a/deploy/web.yaml b/deploy/web.yaml\n"
        "index 083c5aec5d713f2f8285b135c6dc515a71bbe814"
        "..f225cce9e4bce31b2c7c8b3812c69939d7245f88 100644\n"
        "GIT binary patch\nliteral 3\nKcmZSh{|^8H{{j90\n\n"
        "literal 10\nRcmYeaQZVF7vQjYO0sssV0q+0+\n\n"
    )
    assert refusal(patch) == "it leaves no UTF-8 in deploy/web.yaml"


@pytest.mark.parametrize("path", ["../web.yaml", "/etc/web.yaml"])
def test_a_path_may_not_lead_out(path: str) -> None:
    assert refusal(PATCH, path=path) == f"the path {path} leads elsewhere"

"""Patches that do not do what a patch is for, between others that do."""

import difflib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.e2 import E2Row
from stages.checks.e2 import patches
from stages.checks.e2.patches import PatchChecks
from stages.checks.problems import Problems
from tests.builders import Row
from tests.builders_e2 import build_sets
from tests.stages.checks.e2.checking import K8S, ask, with_rows

PATH = "apps/app-005.yaml"
HEADER = f"--- a/{PATH}\n+++ b/{PATH}\n"
REFUSED = "does not apply to the question with `git apply`"
APART = "is not of this one file alone"


def patched(text: str) -> Callable[[Row], object]:
    return lambda row: row["info"].update(patch=text)


def moved_on(row: Row) -> None:
    """The patch is that of an earlier version of the file."""
    ask(row, row["question"].replace("app-5", "app-5b"))


def add(more: str) -> Callable[[Row], object]:
    return lambda row: row["info"].update(patch=row["info"]["patch"] + more)


DAMAGE: dict[str, tuple[Callable[[Row], object], str]] = {
    "of an earlier version": (moved_on, REFUSED),
    "header alone": (patched(HEADER), REFUSED),
    "prose": (patched(HEADER + "Set hostNetwork to false.\n"), REFUSED),
    "cut short": (
        patched(f"{HEADER}@@ -3,4 +3,4 @@\n metadata:\n   name: app-5\n"),
        REFUSED,
    ),
    "no change": (
        patched(f"{HEADER}@@ -1,2 +1,2 @@\n-apiVersion: v1\n+apiVersion: v1\n kind: Pod\n"),
        "changes nothing",
    ),
    "makes another file": (
        add("--- /dev/null\n+++ b/evil.sh\n@@ -0,0 +1 @@\n+rm -rf /\n"),
        APART,
    ),
    "makes a file outside": (
        add("--- /dev/null\n+++ b/../evil.sh\n@@ -0,0 +1 @@\n+rm -rf /\n"),
        REFUSED,
    ),
    "changes another row's file": (
        add("--- a/0/apps/app-002.yaml\n+++ b/0/apps/app-002.yaml\n@@ -2 +2 @@\n-kind: Pod\n+x\n"),
        REFUSED,
    ),
    "leaves nothing": (
        patched(
            HEADER + "@@ -1,6 +0,0 @@\n-apiVersion: v1\n-kind: Pod\n-metadata:\n-  name: app-5\n"
            "-spec:\n-  hostNetwork: true\n"
        ),
        "empties the file",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_patch(folder: Path, change: Callable[[Row], object], message: str) -> None:
    assert with_rows(folder, lambda rows: change(rows[5])) == [f"{K8S}:6: info.patch: {message}"]


TEXTS = {
    "no newline at the end": ("a: 1\nb: 2", "a: 1\nb: 3"),
    "DOS line ends": ("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n"),
    "byte order mark": ("\ufeffa: 1\nb: 2\n", "\ufeffa: 1\nb: 3\n"),
    "lines like headers": ("-- a: 1\n++ b: 2\n", "-- a: 1\n++ b: 3\n"),
    "blanks at line ends": ("a: 1  \n\t\nb: 2\n", "a: 1  \n\t\nb: 3 \n"),
    "not ASCII": ("a: ä\u2028\nb: 2\n", "a: ä\u2028\nb: 3\n"),
}


def diff(before: str, after: str, path: str) -> str:
    """As `patch_of`, with lines as Git has them and an unfinished last line marked."""
    lines = [[f"{line}\n" for line in text.split("\n")] for text in (before, after)]
    for text, part in zip((before, after), lines, strict=True):
        part[-1:] = [] if text.endswith("\n") else [f"{part[-1]}\\ No newline at end of file\n"]
    tab = "\t" if " " in path else ""
    return "".join(difflib.unified_diff(*lines, f"a/{path}{tab}", f"b/{path}{tab}"))


@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("path", [PATH, "a folder/größe 5.yaml", "x.yaml"])
def test_unusual_texts_and_paths(folder: Path, before: str, after: str, path: str) -> None:
    row = build_sets()["k8s"][5]
    ask(row, before)
    row["meta"]["source"] = row["meta"]["source"].replace(PATH, path)
    for violation in row["info"]["violations"]:
        violation["loc"] = f"{path}:2"
    row["info"]["patch"] = diff(before, after, path)
    assert check_alone([row]) == ([], 1)


def check_alone(rows: list[Row]) -> tuple[list[str], int]:
    """Problems, and how often Git was started."""
    started = 0

    def run(*args: Any, **kwargs: Any) -> Any:
        nonlocal started
        started += 1
        return subprocess.run(*args, **kwargs)

    problems = Problems()
    checks = PatchChecks(K8S, problems)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patches, "run", run)
        for line, row in enumerate(rows, 1):
            checks.add(line, E2Row.model_validate(row))
        checks.flush()
    return [problem.what for problem in problems.first], started


def test_git_is_started_once_for_many_rows() -> None:
    assert check_alone(build_sets({"k8s": 300, "terraform": 0})["k8s"]) == ([], 1)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patches, "FULL", 5_000)
    rows = build_sets({"k8s": 300, "terraform": 0})["k8s"]
    size = sum(len(r["question"]) + len(r["info"]["patch"]) for r in rows if r["info"]["patch"])
    problems, started = check_alone(rows)
    assert problems == []
    assert size / 5_500 < started <= size / 5_000 + 1


def test_settings_of_the_user_do_not_matter(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here, one that lets patches apply to lines with other blanks."""
    (tmp_path / ".gitconfig").write_text("[apply]\n\tignoreWhitespace = change\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    def other_blanks(rows: list[Row]) -> None:
        patch = rows[5]["info"]["patch"]
        rows[5]["info"]["patch"] = patch.replace(" kind: Pod", " kind:  Pod").replace(
            "   name:", "   name: "
        )

    assert with_rows(folder, other_blanks) == [f"{K8S}:6: info.patch: {REFUSED}"]

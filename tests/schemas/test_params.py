"""params.yaml: the committed file is right, and what is wrong is named."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.params import load
from stages.common.errors import PipelineError
from stages.common.params import read_yaml

ROOT = Path(__file__).parent.parent.parent
PARAMS = ROOT / "params.yaml"


def test_the_committed_file_is_sound() -> None:
    params = load(PARAMS)
    assert params.release == "test"
    assert all(source.synthetic for source in params.fetch.sources.values())


def test_every_parameter_has_a_comment() -> None:
    """A leaf stands under a comment of its own or, for sources, under that of the block."""
    lines = PARAMS.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line == "sample:")
    for number, line in enumerate(lines[start:], start):
        is_leaf = ": " in line and not line.strip().startswith("#")
        shares = line.strip().startswith(("dev:", "test:"))  # under the comment of train
        if is_leaf and not shares:
            assert lines[number - 1].strip().startswith("#"), line


def test_a_third_of_the_lines_at_least_are_comments() -> None:
    lines = [line.strip() for line in PARAMS.read_text().splitlines() if line.strip()]
    assert sum(line.startswith("#") for line in lines) > len(lines) / 3


def problem(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> str:
    """What the model says of the committed values, changed."""
    from ruamel.yaml import YAML

    values = read_yaml(PARAMS)
    change(values)
    path = tmp_path / "params.yaml"
    YAML(typ="safe").dump(values, path)
    with pytest.raises(PipelineError) as caught:
        load(path)
    return str(caught.value).replace(str(path), "params.yaml")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v: v["sample"].update(limt=3), "sample.limt: unknown key; did you mean 'limit'?"),
        (lambda v: v.update(smaple={}), "smaple: unknown key; did you mean 'sample'?"),
        (
            lambda v: v["fetch"]["sources"]["iot23"].update(revison="x"),
            "fetch.sources.iot23.revison: unknown key; did you mean 'revision'?",
        ),
        (lambda v: v["sample"].update(zzz=1), "sample.zzz: unknown key"),
        (
            lambda v: v["validate"]["e1"]["difficulty"].update(stmp=1),
            "validate.e1.difficulty.stmp: unknown key; did you mean 'stump'?",
        ),
        (lambda v: v["sample"].pop("seed"), "sample.seed: Field required"),
        (
            lambda v: v["sample"].update(limit=1),
            "sample.limit: Input should be greater than or equal to 2, not 1",
        ),
        (
            lambda v: v["sample"]["split"].update(train=0.8),
            "sample.split: train + dev + test must be 1, not 1.1",
        ),
        (
            lambda v: v["build_ood"].update(attempted="keep"),
            "build_ood.attempted: Input should be 'drop', 'benign' or 'own', not 'keep'",
        ),
        (
            lambda v: v["fetch"]["sources"]["iot23"].update(kind="hf"),
            "fetch.sources.iot23: kind hf needs a revision: the commit to read",
        ),
        (
            lambda v: v["fetch"]["sources"]["iot23"].update(kind="local", location="/logs"),
            "fetch.sources.iot23: kind local needs watch equal to location, so that DVC sees its "
            "files change",
        ),
        (
            lambda v: v["fetch"]["sources"]["iot23"].update(sha256={"a.csv": "abc"}),
            "fetch.sources.iot23.sha256: a.csv: 'abc' is not 64 lower-case hex digits",
        ),
        (
            lambda v: v["export_meta"].update(created_at="yesterday"),
            "export_meta.created_at: 'yesterday' is not of the form 2026-01-31T00:00:00Z",
        ),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    assert problem(tmp_path, change) == f"params.yaml: {message}"


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    def change(values: dict[str, Any]) -> None:
        values["sample"].update(limit=0, sed=1)

    assert problem(tmp_path, change).count("\nerror: ") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "not valid YAML: "),
        ("- a", "holds no mapping of sections"),
        ("a: 1\na: 2", "not valid YAML: "),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(text)
    with pytest.raises(PipelineError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


def test_the_command_tells_and_fails(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemas.params", "--file", str(tmp_path / "none.yaml")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == (
        f"error: {tmp_path}/none.yaml: no such file; run from the repository's top folder\n"
    )

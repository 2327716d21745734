"""Sharing over S3: an owner pushes, a collaborator with a fresh clone pulls and goes on."""

from pathlib import Path

import pytest

from tests.sharing.s3 import S3
from tests.sharing.steps import (
    StepError,
    assert_clean,
    assert_no_secret,
    attempt,
    clone,
    collaborate,
    commit,
    experiment,
    outputs,
    release,
    run,
    share,
)

PARAMS = "release: test\nsample:\n  limit: 20\n"
PIPELINE = """\
stages:
  sample:
    cmd: python sample.py
    deps: [sample.py]
    params: [release, sample.limit]
    outs:
      - data/rows-${release}.txt
      - data/sampling-${release}.txt: {cache: false, persist: true}
  report:
    cmd: python report.py
    deps: [report.py, data]
    params: [release]
    outs: [report]
"""
SAMPLE = """\
from pathlib import Path
from ruamel.yaml import YAML
params = YAML(typ="safe").load(Path("params.yaml"))
name, limit = params["release"], params["sample"]["limit"]
Path("data").mkdir(exist_ok=True)
Path(f"data/rows-{name}.txt").write_text("".join(f"row {i}\\n" for i in range(limit)))
Path(f"data/sampling-{name}.txt").write_text(f"kept {limit}\\n")
"""
REPORT = """\
from pathlib import Path
Path("report").mkdir()
for place in sorted(Path("data").glob("*.txt")):
    rows = len(place.read_text().splitlines())
    Path("report", place.name).write_text(f"{rows} rows\\n")
"""


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A small pipeline of two stages, run and committed."""
    folder = tmp_path / "owner"
    folder.mkdir()
    files = {"params.yaml": PARAMS, "dvc.yaml": PIPELINE, "sample.py": SAMPLE, "report.py": REPORT}
    for name, text in files.items():
        (folder / name).write_text(text)
    run(["git", "init", "--quiet", "--initial-branch=main"], folder)
    run(["dvc", "init", "--quiet"], folder)
    run(["dvc", "repro"], folder)
    commit(folder, "A pipeline and its lock")
    return folder


def test_a_collaborator_pulls_the_same_bytes(repo: Path, s3: S3, tmp_path: Path) -> None:
    share(repo, s3)
    copy = collaborate(repo, tmp_path, s3)
    assert_clean(copy, s3)
    assert outputs(copy) == outputs(repo)
    assert len(outputs(repo)) == 4
    assert_no_secret(copy, s3)


def test_a_release_branch_is_pulled_and_worked_on(repo: Path, s3: S3, tmp_path: Path) -> None:
    share(repo, s3)
    release(repo, "release/v1", "release=v1", "sample.limit=30")
    copy = collaborate(repo, tmp_path, s3, "release/v1")
    assert_clean(copy, s3)
    assert outputs(copy) == outputs(repo)
    assert_no_secret(copy, s3)
    experiment(copy, "sample.limit=50")
    assert len((copy / "data/rows-v1.txt").read_text().splitlines()) == 50


def test_only_the_right_keys_open_the_bucket(repo: Path, s3: S3, tmp_path: Path) -> None:
    share(repo, s3)
    before = s3.objects()
    copy = clone(repo, tmp_path / "stranger")
    wrong = s3.credentials() | {"AWS_SECRET_ACCESS_KEY": "not-the-secret"}
    code, output = attempt(["dvc", "pull"], copy, **wrong)
    assert code != 0 and "403" in output
    with pytest.raises(StepError, match="Unable to locate credentials"):
        run(["dvc", "pull"], copy)
    run(["dvc", "repro"], copy)
    experiment(copy, "sample.limit=21")
    code, output = attempt(["dvc", "push"], copy, **wrong)
    assert code != 0 and "403" in output
    assert s3.objects() == before
    run(["dvc", "push"], copy, **s3.credentials())
    assert s3.objects() > before

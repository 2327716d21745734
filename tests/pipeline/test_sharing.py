"""This repository, shared over S3: the owner pushes, a collaborator pulls and goes on."""

from pathlib import Path

from tests.pipeline.test_pipeline import stages_run
from tests.sharing.s3 import S3
from tests.sharing.steps import (
    assert_clean,
    assert_no_secret,
    collaborate,
    commit,
    experiment,
    outputs,
    run,
    share,
)


def test_a_collaborator_pulls_and_changes_a_parameter(repo: Path, s3: S3, tmp_path: Path) -> None:
    share(repo, s3)
    copy = collaborate(repo, tmp_path, s3)
    assert not (copy / "data/raw").exists()
    assert_clean(copy, s3)
    assert outputs(copy) == outputs(repo)
    assert_no_secret(copy, s3)
    # The sources are fetched by themselves, and so are the scanners.
    ran = stages_run(experiment(copy, "sample.limit=50", "build_e2.k8s.limit=5"))
    assert {"sample", "build-e2"} <= set(ran)
    assert not [stage for stage in ran if stage.startswith("fetch")]
    assert (copy / "data/e1/iot23-train-dev-test-test.jsonl").read_bytes().count(b"\n") == 50
    assert (copy / "data/e2/k8s-labeled-test.jsonl").read_bytes().count(b"\n") == 5


def test_a_release_branch_is_pulled_and_worked_on(repo: Path, s3: S3, tmp_path: Path) -> None:
    share(repo, s3)
    (repo / "releases/v1.yaml").write_text("release: v1\nsample:\n  limit: 30\n  seed: 7\n")
    run(["git", "switch", "--quiet", "--create", "release/v1"], repo)
    run(["python", "-m", "releases.build", "v1"], repo)
    commit(repo, "Release v1")
    run(["dvc", "push"], repo)
    copy = collaborate(repo, tmp_path, s3, "release/v1")
    assert_clean(copy, s3)
    assert outputs(copy) == outputs(repo)
    assert_no_secret(copy, s3)
    assert stages_run(experiment(copy, "sample.limit=50"))[0] == "sample"
    rows = (copy / "data/e1/iot23-train-dev-test-v1.jsonl").read_bytes()
    assert rows.count(b"\n") == 50

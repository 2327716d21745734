"""Traces of a model in the pipeline: asked for once, sealed, shared, and made again anywhere."""

import json
from pathlib import Path

import pytest

from tests.pipeline.test_pipeline import stages_run
from tests.sharing.steps import attempt, clone, commit, experiment, outputs, run
from tests.stages.traces.sealing.commands import KEY, serving, spoken

SEALED = "data/oracle/sealed"
SECRET = KEY[::-1]
"""Does not stand in any source of a clone."""

SET = (
    "generate_traces.total=24",
    "generate_traces.domains=[Finance,Legal]",
    "generate_traces.shard_size=10",
)
MODEL = ("generate_traces.oracle=anthropic", f"generate_traces.sealed={SEALED}")
SID = ["generate-traces", "validate-sid", "export-meta-sid", "push"]


@pytest.fixture
def owner(repo: Path, tmp_path: Path) -> Path:
    """The repository with a remote that is a folder."""
    run(["dvc", "remote", "add", "-d", "folder", str(tmp_path / "remote")], repo)
    return repo


def seal(repo: Path) -> None:
    """Ask a model for the set of params.yaml, seal its answers, and track them."""
    with serving(bad_plans=0.2, keys=[SECRET]) as server:
        secret = {"ANTHROPIC_BASE_URL": server.url, "ANTHROPIC_API_KEY": SECRET}
        run(["python", "-m", "stages.oracle", "run"], repo, **secret)
        assert server.paid.payments
    run(["python", "-m", "stages.oracle", "seal"], repo)
    run(["dvc", "add", SEALED], repo)


def traces(repo: Path) -> dict[str, str]:
    """The files of the set with the hashes of their bytes."""
    return {name: sha for name, sha in outputs(repo).items() if name.startswith("data/traces/")}


def test_sealed_pushed_pulled_and_made_again(owner: Path, tmp_path: Path) -> None:
    experiment(owner, *SET)
    templates = traces(owner)
    seal(owner)
    assert stages_run(experiment(owner, *MODEL)) == SID
    made = traces(owner)
    assert made.keys() == templates.keys()
    assert made != templates
    shown = run(["dvc", "metrics", "show"], owner)
    assert "dollars_per_trace" in shown
    commit(owner, "A set of a model's")
    run(["dvc", "push"], owner)
    assert run(["git", "ls-files", "data/oracle"], owner).split() == [
        "data/oracle/.gitignore",
        "data/oracle/sealed.dvc",
    ]

    copy = clone(owner, tmp_path / "collaborator")
    run(["dvc", "pull"], copy)
    assert not (copy / "data/oracle/ledger").exists()
    assert traces(copy) == made
    assert stages_run(run(["dvc", "repro"], copy)) == []
    run(["dvc", "repro", "--force", "--single-item", "generate-traces"], copy)
    assert traces(copy) == made
    assert run(["git", "status", "--porcelain"], copy) == ""
    assert spoken(tmp_path, keys=[SECRET]) == []
    assert SECRET not in run(["git", "log", "--all", "--patch", "--text"], owner)


def test_the_sample_makes_a_set_offline(repo: Path) -> None:
    assert stages_run(experiment(repo, "generate_traces.oracle=anthropic")) == SID
    metadata = json.loads((repo / "data/traces/metadata-test.json").read_text())
    assert (metadata["oracle"], metadata["total"]) == ("anthropic", 100)
    assert set(metadata["models"].values()) == {"synthetic"}


def test_another_set_than_the_sealed_one(repo: Path) -> None:
    params = repo / "params.yaml"
    text = params.read_text().replace("oracle: template", "oracle: anthropic")
    params.write_text(text.replace("total: 100", "total: 101"))
    code, output = attempt(["dvc", "repro"], repo)
    assert code != 0
    assert (
        "error: params.yaml: generate_traces.total: is 101, data/samples/sealed is sealed for 100; "
        "they must be the same, or the answers sealed again\n"
    ) in output

"""E2 in the pipeline, run by DVC as a user would run it."""

import json
import os
import sysconfig
from pathlib import Path
from typing import Any

from tests.pipeline.test_pipeline import stages_run
from tests.sharing.steps import attempt, experiment, run

RECORD = Path("data/samples/e2-findings.json")
SETS = ("k8s", "terraform")


def rows(repo: Path, name: str) -> list[dict[str, Any]]:
    """The labelled rows of a set."""
    lines = (repo / f"data/e2/{name}-labeled-test.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def sampling(repo: Path) -> dict[str, Any]:
    """The account."""
    return json.loads((repo / "data/e2/sampling-e2-test.json").read_text())


def without(repo: Path, *names: str) -> dict[str, str]:
    """An environment in which these programs can't be had."""
    folder = repo.with_name(f"{repo.name}.programs")
    folder.mkdir()
    for place in filter(Path.is_dir, map(Path, os.environ["PATH"].split(os.pathsep))):
        for program in place.iterdir():
            if program.name not in names and not (folder / program.name).exists():
                (folder / program.name).symlink_to(program)
    return {"PATH": os.pathsep.join([sysconfig.get_path("scripts"), str(folder)])}


def test_each_scanner_finds_something_in_each_of_its_languages(built: Path) -> None:
    found = {
        name: {found["tool"] for row in rows(built, name) for found in row["info"]["violations"]}
        for name in SETS
    }
    assert found == {"k8s": {"kube-linter", "opa", "semgrep"}, "terraform": {"opa", "semgrep"}}
    assert sampling(built)["replayed"] == []


def test_a_limit_runs_build_e2_and_what_follows(repo: Path) -> None:
    before = {row["meta"]["hash"] for row in rows(repo, "k8s")}
    output = experiment(repo, "build_e2.k8s.limit=5")
    assert stages_run(output) == ["build-e2", "validate@e2", "export-meta@e2", "push"]
    after = {row["meta"]["hash"] for row in rows(repo, "k8s")}
    assert len(after) == 5
    assert after < before
    account = sampling(repo)["sets"]["k8s"]["sources"]["kubernetes-samples"]
    assert account["surplus"] == len(before) - 5


def test_kubernetes_alone(repo: Path) -> None:
    output = experiment(repo, "build_e2.terraform.sources=[]")
    assert "push" in stages_run(output)
    assert (repo / "data/e2/terraform-labeled-test.jsonl").read_bytes() == b""
    assert rows(repo, "k8s")


def test_the_record_agrees_with_the_scanners(repo: Path) -> None:
    before = (repo / RECORD).read_bytes()
    run(["python", "-m", "stages.build_e2", "--record"], repo)
    assert (repo / RECORD).read_bytes() == before


def test_the_published_files_alone_prove_the_patches(repo: Path) -> None:
    files = [f"data/e2/{name}-patch-verified-test.jsonl" for name in SETS]
    counts = [(repo / file).read_bytes().count(b"\n") for file in files]
    output = run(["python", "-m", "stages.build_e2", "--prove", *files], repo)
    for file, count in zip(files, counts, strict=True):
        assert f"{file}: {count} patches proven\n" in output


def test_a_damaged_patch_is_not_proven(repo: Path) -> None:
    path = repo / "data/e2/terraform-patch-verified-test.jsonl"
    row = json.loads(path.read_text().splitlines()[0])
    added = next(line for line in row["info"]["patch"].splitlines() if line.startswith("+  "))
    row["info"]["patch"] = row["info"]["patch"].replace(added, f"{added} # {{")
    row["info"]["violations"] = row["info"]["violations"][1:]
    path.write_text(json.dumps(row) + "\n")
    code, output = attempt(["python", "-m", "stages.build_e2", "--prove", str(path)], repo)
    assert code == 1
    assert f"error: {row['meta']['source']}: the scanners find something else in it" in output


def test_without_any_scanner_the_record_is_replayed(repo: Path) -> None:
    before = {name: rows(repo, name) for name in SETS}
    (repo / ".cache/tools").rename(repo / ".cache/gone")
    machine = without(repo, "kube-linter", "opa", "semgrep", "go")
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("https://github.com", "http://127.0.0.1:9"))
    output = run(
        ["dvc", "repro", "--force", "--single-item", "build-e2", "validate@e2", "push"],
        repo,
        **machine,
        PIP_INDEX_URL="http://127.0.0.1:9/simple",
        PIP_RETRIES="0",
    )
    assert "WARNING: without opa, what it once found" in output
    assert {name: rows(repo, name) for name in SETS} == before
    assert sampling(repo)["replayed"] == ["kube-linter", "opa", "semgrep"]
    assert json.loads((repo / "data/reports/e2.json").read_text())["passed"]
    assert "replayed" in (repo / "data/push/plan.json").read_text()


def test_without_a_scanner_and_without_replay_nothing_is_built(repo: Path) -> None:
    (repo / ".cache/tools").rename(repo / ".cache/gone")
    machine = without(repo, "opa", "go")
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("replay: true", "replay: false"))
    code, output = attempt(["dvc", "repro", "build-e2"], repo, **machine)
    assert code != 0
    assert (
        "error: opa 1.22.2: not on PATH; go is not installed; "
        "install Go 1.26.0 or newer, or put opa 1.22.2 on PATH\n"
    ) in output
    assert "Traceback" not in output

"""The whole pipeline, run by DVC as a user would run it."""

import gzip
import hashlib
import json
import random
import re
from pathlib import Path

import pytest

from tests.pipeline.conftest import ROOT
from tests.sharing.steps import attempt, commit, experiment, outputs, run

FIXTURES = ROOT / "tests/fixtures"
FETCHED = ("iot23", "cic-ids-2017", "unsw-nb15", "kubernetes-samples", "terraform-samples")
SETS = ("iot23-train-dev-test", "cic-ids-2017-ood", "unsw-nb15-ood")
LOG = "Synthetic-Honeypot-Capture-4-1/bro/conn.log.labeled"
RAN = re.compile(r"^Running stage '([\w@-]+)':", re.MULTILINE)


def stages_run(output: str) -> list[str]:
    """The stages that DVC ran, by its own words."""
    return RAN.findall(output)


def rows(repo: Path) -> dict[str, bytes]:
    """The bytes of the three sets."""
    return {name: (repo / f"data/e1/{name}-test.jsonl").read_bytes() for name in SETS}


def test_a_clean_clone_rebuilds_what_the_lock_says(built: Path) -> None:
    assert run(["git", "status", "--porcelain"], built) == ""


@pytest.mark.parametrize("family", ["e1", "e2"])
def test_the_fixtures_are_what_the_pipeline_makes(built: Path, family: str) -> None:
    folder = built / "data" / family
    made = [path for path in folder.iterdir() if path.suffix in (".json", ".jsonl")]
    assert {path.name: path.read_bytes() for path in made} == {
        path.name: path.read_bytes() for path in (FIXTURES / family).iterdir()
    }


def test_a_second_run_runs_nothing(repo: Path) -> None:
    assert stages_run(run(["dvc", "repro"], repo)) == []


def test_a_new_limit_runs_sample_and_what_follows(repo: Path) -> None:
    output = experiment(repo, "sample.limit=10")
    assert stages_run(output) == ["sample", "validate@e1", "export-meta@e1", "push"]
    assert rows(repo)["iot23-train-dev-test"].count(b"\n") == 10


@pytest.mark.parametrize(
    ("path", "stages"),
    [
        ("stages/flows/cic.py", {"build-ood"}),
        ("stages/flows/zeek.py", {"sample"}),
        ("stages/flows/pool.py", {"sample", "build-ood"}),
        ("stages/checks/e1/balance.py", {"validate@e1"}),
        ("stages/hub/table.py", {"push"}),
        ("stages/sources/git.py", {f"fetch@{name}" for name in FETCHED}),
        ("stages/tools/golang.py", {"fetch-tools"}),
        ("stages/configs/fixes/fix.py", {"build-e2"}),
        ("stages/configs/policies/rego/k8s/rbac.rego", {"build-e2"}),
        ("stages/checks/e2/check.py", {"validate@e2"}),
        ("stages/traces/oracle/telling.py", {"generate-traces"}),
        ("stages/traces/validator/rules.py", {"generate-traces", "validate-sid"}),
        ("stages/checks/sid/limits.py", {"validate-sid"}),
        ("schemas/domains/legal.yaml", {"generate-traces", "validate-sid", "export-meta-sid"}),
    ],
)
def test_changed_code_runs_its_own_stages(repo: Path, path: str, stages: set[str]) -> None:
    with (repo / path).open("a") as file:
        file.write("# changed\n")
    status = json.loads(run(["dvc", "status", "--json"], repo))
    assert set(status) == stages


def shuffle(path: Path) -> None:
    """Put the rows of a sample file in another order; headers and a last `#close` stay."""
    packed = path.suffix == ".gz"
    data = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    end = b"\r\n" if b"\r\n" in data else b"\n"
    lines = data.removesuffix(end).split(end)
    headers = 1 if path.suffix == ".csv" and not re.search(r"UNSW-NB15_1", path.name) else 0
    fixed = [i for i, line in enumerate(lines) if line.startswith(b"#") or i < headers]
    free = [i for i in range(len(lines)) if i not in fixed]
    moved = [lines[i] for i in random.Random(7).sample(free, len(free))]
    if lines[0].startswith(b"\xef\xbb\xbf") and 0 in free:
        moved = [line.removeprefix(b"\xef\xbb\xbf") for line in moved]
        moved[0] = b"\xef\xbb\xbf" + moved[0]
    for i, line in zip(free, moved, strict=True):
        lines[i] = line
    text = end.join(lines) + end
    path.write_bytes(gzip.compress(text) if packed else text)


def test_the_order_of_rows_does_not_matter(repo: Path) -> None:
    before = rows(repo)
    files = [path for path in (repo / "data/samples").rglob("Synthetic*") if path.is_file()]
    files += list((repo / "data/samples").rglob("conn.log.labeled*"))
    for path in files:
        shuffle(path)
    assert len(files) == 13
    assert stages_run(run(["dvc", "repro"], repo))[:5] == [
        "fetch@iot23", "fetch@cic-ids-2017", "fetch@unsw-nb15", "sample", "build-ood",
    ]  # fmt: skip
    assert rows(repo) == before


def test_another_seed_gives_other_rows(repo: Path) -> None:
    before = rows(repo)
    experiment(repo, "sample.seed=43")
    assert rows(repo)["iot23-train-dev-test"] != before["iot23-train-dev-test"]
    assert rows(repo)["unsw-nb15-ood"] == before["unsw-nb15-ood"]


def test_the_number_of_workers_does_not_matter(repo: Path) -> None:
    before = outputs(repo)
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("workers: 0", "workers: 3"))
    assert stages_run(run(["dvc", "repro"], repo)) == []
    run(["dvc", "repro", "--force"], repo)
    assert outputs(repo) == before


def test_a_failed_run_leaves_lock_and_data(repo: Path) -> None:
    before, lock = outputs(repo), (repo / "dvc.lock").read_bytes()
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("limit: 20", "limit: 100000"))
    code, output = attempt(["dvc", "repro"], repo)
    assert code != 0
    assert (
        "error: source iot23: 50,000 Malicious rows wanted, 206 to be had within the caps "
        "(213 distinct candidates); lower sample.limit, raise sample.caps, or add data\n"
    ) in output
    assert "Traceback" not in output
    assert (repo / "dvc.lock").read_bytes() == lock
    run(["git", "checkout", "--quiet", "params.yaml"], repo)
    run(["dvc", "checkout"], repo)
    assert outputs(repo) == before
    assert json.loads(run(["dvc", "status", "--json"], repo)) == {}


def test_a_wrong_key_stops_every_stage(repo: Path) -> None:
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("  seed: 42", "  sed: 42", 1))
    code, output = attempt(["dvc", "repro", "--force", "fetch@iot23"], repo)
    assert code != 0
    assert "error: params.yaml: sample.sed: unknown key; did you mean 'seed'?\n" in output


def test_metrics_and_plots_show(repo: Path) -> None:
    shown = json.loads(run(["dvc", "metrics", "show", "--json"], repo))
    assert "data/reports/e1-metrics.json" in json.dumps(shown)
    run(["dvc", "plots", "show", "--out", "plots"], repo)
    assert "vega" in (repo / "plots/index.html").read_text()


def test_a_production_release_replaces_the_test_release(repo: Path) -> None:
    logs = repo / "data/samples/iot23"
    pin = hashlib.sha256((logs / LOG).read_bytes()).hexdigest()
    (repo / "releases/v1.yaml").write_text(
        "release: v1\nsample: {limit: 30}\n"
        f"fetch: {{sources: {{iot23: {{kind: local, sha256: {{{LOG}: {pin}}}}}}}}}\n"
    )
    commit(repo, "A small release")
    run(["python", "-m", "releases.build", "v1"], repo)
    assert (repo / "data/e1/iot23-train-dev-test-v1.jsonl").read_bytes().count(b"\n") == 30
    assert not list((repo / "data/e1").glob("*-test.*"))
    assert json.loads(run(["dvc", "status", "--json"], repo)) == {}


def test_a_release_that_cannot_be_built_changes_nothing(repo: Path) -> None:
    before, lock = outputs(repo), (repo / "dvc.lock").read_bytes()
    (repo / "releases/v1.yaml").write_text(
        "release: v1\nfetch: {sources: {iot23: {kind: http, location: 'http://127.0.0.1:9/x'}}}\n"
        "runtime: {retries: 0}\n"
    )
    commit(repo, "A release without a source")
    code, output = attempt(["python", "-m", "releases.build", "v1"], repo)
    assert code != 0
    assert "error: http://127.0.0.1:9/x: no network connection to 127.0.0.1" in output
    assert (repo / "dvc.lock").read_bytes() == lock
    run(["git", "checkout", "--quiet", "params.yaml"], repo)
    run(["dvc", "checkout"], repo)
    assert outputs(repo) == before

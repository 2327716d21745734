"""The command line of the stage build-e2, on the samples, with no scanner at hand."""

import json
import shutil
from argparse import Namespace
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from stages import build_e2, fetch
from stages.common.params import read_yaml
from tests.release import REPOSITORY, Run
from tests.stages.flows.workspace import write_params

FIXTURES = REPOSITORY / "tests/fixtures/e2"
PARAMS = Path("params.yaml")
SCANNERS = "kube-linter, opa, semgrep"
GONE = f"error: {SCANNERS} can't be had; run `python -m stages.fetch_tools`"
WARNINGS = "".join(
    f"WARNING: {tool} is replayed from data/samples/e2-findings.json\n"
    for tool in SCANNERS.split(", ")
)
TOLD = (
    "k8s: 37 files read = 23 kept + 1 duplicate + 13 rejected + 0 surplus; "
    "17 with findings, 15 with a proven patch\n"
    "terraform: 24 files read = 17 kept + 1 duplicate + 6 rejected + 0 surplus; "
    "13 with findings, 12 with a proven patch\n"
)


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as fetch leaves them."""
    folder = tmp_path_factory.mktemp("fetched")
    samples = folder / "data/samples"
    for name in ("kubernetes", "terraform", "patches"):
        shutil.copytree(REPOSITORY / "data/samples" / name, samples / name)
    shutil.copy(REPOSITORY / "data/samples/e2-findings.json", samples)
    write_params(folder)
    with chdir(folder):
        fetch.stage(Namespace(params=PARAMS, names=[], family="e2", ensure=False, raw_only=False))
    return folder


@pytest.fixture(scope="module")
def finished(fetched: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the stage."""
    folder = tmp_path_factory.mktemp("built") / "folder"
    shutil.copytree(fetched, folder)
    with chdir(folder):
        build_e2.stage(Namespace(params=PARAMS, prove=None, record=False))
    return folder


@pytest.fixture
def folder(fetched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples, and outputs of an earlier run."""
    folder = tmp_path / "folder"
    shutil.copytree(fetched, folder)
    for path in (*expected(), "data/rejects/e2.jsonl"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("of an earlier run\n")
    monkeypatch.chdir(folder)
    return folder


def expected() -> dict[str, bytes]:
    """The files of the fixtures, but for the versions of the scanners, which fetch-tools writes."""
    names = [path for path in FIXTURES.iterdir() if path.name != "tools-versions.json"]
    return {f"data/e2/{path.name}": path.read_bytes() for path in names}


def outputs(folder: Path) -> dict[str, bytes]:
    """What the stage wrote, hidden files included."""
    paths = [path for part in ("e2", "rejects") for path in (folder / "data" / part).rglob("*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def change_manifest(name: str, **values: Any) -> None:
    path = Path(f"data/sources/e2/{name}.json")
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def failure(run: Run, *args: str) -> str:
    """The line that the stage ends with; nothing is replaced."""
    before = outputs(Path())
    with pytest.raises(SystemExit) as caught:
        run("build_e2", *args)
    assert outputs(Path()) == before
    return str(caught.value.code)


def test_the_rows_are_those_of_the_fixtures(finished: Path) -> None:
    made = outputs(finished)
    assert set(made) == {*expected(), "data/rejects/e2.jsonl"}
    for name, content in expected().items():
        assert name.endswith(".json") or made[name] == content, name


def test_the_account_says_what_is_replayed(finished: Path) -> None:
    name = "data/e2/sampling-e2-test.json"
    account, fixture = (json.loads(files[name]) for files in (outputs(finished), expected()))
    assert account.pop("replayed") == SCANNERS.split(", ")
    assert fixture.pop("replayed") == []
    assert account == fixture


def test_every_reject_has_its_line(finished: Path) -> None:
    lines = outputs(finished)["data/rejects/e2.jsonl"].decode().splitlines()
    rejects = [json.loads(line) for line in lines]
    assert [list(reject) for reject in rejects] == [
        ["source", "file", "line", "reason", "detail"]
    ] * 19
    assert {
        "source": "kubernetes-samples",
        "file": "deploy/search-index.yaml",
        "line": 7,
        "reason": "not-yaml",
        "detail": "did not find expected alphabetic or numeric character",
    } in rejects
    places = [(reject["source"], reject["file"]) for reject in rejects]
    assert places == sorted(places)


def test_what_it_tells(folder: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("build_e2")
    assert capsys.readouterr() == (TOLD, WARNINGS)
    assert all(content != b"of an earlier run\n" for content in outputs(folder).values())


def test_without_replay_the_scanners_are_needed(folder: Path, run: Run) -> None:
    write_params(folder, build_e2__replay=False)
    assert failure(run) == GONE


@pytest.mark.parametrize(
    "args", [["--record"], ["--prove", "data/e2/k8s-patch-verified-test.jsonl"]]
)
def test_what_a_replay_would_not_prove(folder: Path, run: Run, args: list[str]) -> None:
    assert failure(run, *args) == GONE


def test_a_file_that_the_record_does_not_know(folder: Path, run: Run) -> None:
    """The last file is found only when Kubernetes is done."""
    with Path("data/raw/terraform-samples/gcp/sql.tf").open("a") as file:
        file.write("# edited\n")
    assert failure(run) == (
        "error: data/samples/e2-findings.json: has no record of what semgrep finds in some of the "
        "files; install semgrep 1.182.0: python -m stages.fetch_tools"
    )


def test_a_repository_pinned_by_a_tag(folder: Path, run: Run) -> None:
    change_manifest("terraform-samples", commit="v1.2.0")
    assert failure(run) == (
        "error: fetch.sources.terraform-samples.revision: 'v1.2.0' is no full commit hash; "
        "give all its digits; rows name the commit"
    )


def test_a_source_that_does_not_exist(folder: Path, run: Run) -> None:
    write_params(folder, build_e2__k8s__sources=["kubernetes-samples", "shop"])
    assert failure(run) == (
        "error: data/sources/e2/shop.json: no such file; give fetch.sources an entry shop of "
        "family e2, and run `dvc repro --force fetch@shop`"
    )


def test_a_source_that_is_named_twice(folder: Path, run: Run) -> None:
    write_params(folder, build_e2__k8s__sources=["kubernetes-samples"] * 2)
    assert failure(run) == (
        "error: params.yaml: build_e2.k8s.sources: kubernetes-samples is named twice"
    )


def test_a_scanner_without_parameters(folder: Path, run: Run) -> None:
    tools = read_yaml(PARAMS)["fetch"]["tools"]
    write_params(folder, fetch__tools={name: tools[name] for name in ("kube-linter", "semgrep")})
    assert failure(run) == (
        "error: params.yaml: fetch.tools.opa: no such entry; "
        "a scanner that is replayed needs its version, too"
    )


def test_no_folder_of_patches(folder: Path, run: Run) -> None:
    write_params(folder, build_e2__patches="data/patches")
    assert failure(run) == "error: build_e2.patches: data/patches: no such folder"


def test_too_many_faults(folder: Path, run: Run) -> None:
    write_params(folder, build_e2__max_faults=0.1)
    assert failure(run) == (
        "error: data/raw/kubernetes-samples/monitoring/alert-routes.yaml: 5 of 35 k8s files are "
        "faulty, more than 10.00%; most often alias-bomb: 1; mend the source or raise "
        "build_e2.max_faults in params.yaml"
    )


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "No such file or directory"),
        (lambda path: path.mkdir(), "Is a directory"),
        (lambda path: path.symlink_to(path.name), "Too many levels of symbolic links"),
    ],
)
def test_a_file_that_can_not_be_read(folder: Path, run: Run, make: Any, reason: str) -> None:
    # A file that its mode closes would do, but not for root.
    path = Path("data/raw/kubernetes-samples/base/worker.yaml")
    path.unlink()
    make(path)
    assert failure(run) == f"error: {path}: {reason}"


def test_help(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("build_e2", "--help")
    assert caught.value.code == 0
    text = capsys.readouterr().out
    assert "Stage build-e2: the E2 sets" in text
    assert all(option in text for option in ("--params", "--debug", "--prove FILE", "--record"))

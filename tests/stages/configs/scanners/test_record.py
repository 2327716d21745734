"""A record answers for a scanner that can't be had, and for nothing else."""

import json
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.configs.finding import Failure
from stages.configs.scanners.policies import policies
from stages.configs.scanners.toolbox import Toolbox
from tests.stages.configs.scanners.inputs import VERSIONS, manifests, modules

FILES = modules(["a", "CLEAN", "OMIT"]) | manifests(["b"])


@pytest.fixture
def path(make_scanners, tmp_path: Path) -> Path:
    """A record of FILES."""
    scanners = make_scanners()
    scanners.scan(FILES)
    scanners.recording.write(tmp_path / "record.json")
    return tmp_path / "record.json"


def test_a_replay_finds_what_was_found(make_scanners, path, tools):
    scanners = make_scanners()
    expected = scanners.scan(FILES)
    assert scanners.replayed == ()
    runs = len(tools["semgrep"].runs)
    scanners = make_scanners("kube-linter", "opa", record=path)
    assert scanners.scan(FILES) == expected
    assert scanners.replayed == ("semgrep",)
    assert len(tools["semgrep"].runs) == runs
    assert any(isinstance(result, Failure) for result in expected.values())


def test_a_record_does_not_depend_on_the_order_of_scans(make_scanners, path, tmp_path):
    scanners = make_scanners(workers=1)
    for key in reversed(FILES):
        scanners.scan({key: FILES[key]})
    scanners.recording.write(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def test_a_record_has_a_line_for_each_file(path):
    record = json.loads(path.read_text())
    assert list(record["files"]) == sorted(record["files"])
    files = path.read_text().partition('"files":{\n')[2]
    assert sum(line.startswith('"') for line in files.splitlines()) == len(FILES)


def test_a_record_is_read_only_where_it_is_needed(make_scanners, tmp_path):
    scanners = make_scanners("opa", "semgrep", record=tmp_path / "missing.json")
    assert scanners.scan(modules(["CLEAN"]))
    with pytest.raises(PipelineError) as caught:
        scanners.scan(manifests(["b"]))
    assert str(caught.value) == f"{tmp_path}/missing.json: no such file"


def refusal(scanners, files=FILES) -> str:
    with pytest.raises(PipelineError) as caught:
        scanners.scan(files)
    return str(caught.value)


INSTALL = "install semgrep 1.182.0: python -m stages.fetch_tools"


def test_refuses_another_file(make_scanners, path):
    scanners = make_scanners("kube-linter", "opa", record=path)
    assert refusal(scanners, modules(["c"])) == (
        f"{path}: has no record of what semgrep finds in some of the files; {INSTALL}"
    )


def test_refuses_another_version(make_scanners, path, monkeypatch):
    monkeypatch.setitem(VERSIONS, "semgrep", "1.183.0")
    assert refusal(make_scanners("kube-linter", "opa", record=path)) == (
        f"{path}: has no record of semgrep 1.183.0, but of 1.182.0; "
        "install semgrep 1.183.0: python -m stages.fetch_tools"
    )


def test_refuses_other_policies(make_scanners, path):
    digest = policies("semgrep", "tf").digest
    path.write_text(path.read_text().replace(digest, "0" * 64))
    assert refusal(make_scanners("kube-linter", "opa", record=path)) == (
        f"{path}: has no record of semgrep tf with its present policies; {INSTALL}"
    )


def test_refuses_a_scanner_that_was_not_recorded(make_scanners, tmp_path):
    scanners = make_scanners()
    scanners.scan(manifests(["b"]))
    scanners.recording.write(tmp_path / "record.json")
    scanners = make_scanners("kube-linter", "opa", record=tmp_path / "record.json")
    assert refusal(scanners) == f"{tmp_path}/record.json: has no record of semgrep tf; {INSTALL}"


def test_without_a_record_every_scanner_is_needed(make_scanners):
    assert refusal(make_scanners("kube-linter", "opa")) == (
        f"semgrep: can't be had, and there is no record; {INSTALL}"
    )


def test_refuses_what_is_no_record(make_scanners, tmp_path):
    path = tmp_path / "record.json"
    path.write_text("{")
    assert refusal(make_scanners("kube-linter", "opa", record=path)) == (
        f"{path}: is no record: Invalid JSON: EOF while parsing an object at line 1 column 1"
    )


def test_programs_have_absolute_paths(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    toolbox = Toolbox({"opa": Path(".cache/opa")}, VERSIONS, 1)
    assert toolbox.program("opa") == tmp_path / ".cache/opa"

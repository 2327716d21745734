"""Scanners run where they can be had; the others are replayed, or missed."""

from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.configs.equipment import equipped
from tests.stages.configs.scanners.inputs import VERSIONS, manifests
from tests.stages.flows.workspace import PARAMS, write_params


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of the scanners, one in a version that is not asked for."""
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path, runtime__cache_dir="cache", runtime__workers=1)
    for name, version in (("kube-linter", VERSIONS["kube-linter"]), ("semgrep", "1.0.0")):
        program = Path(f"cache/tools/{name}-{version}/bin/{name}")
        program.parent.mkdir(parents=True)
        program.touch()


def test_those_that_are_missing_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    scanners = equipped(PARAMS, replay=True)
    assert capsys.readouterr().err == (
        "WARNING: opa is replayed from data/samples/e2-findings.json\n"
        "WARNING: semgrep is replayed from data/samples/e2-findings.json\n"
    )
    assert scanners.versions == VERSIONS
    assert scanners.replayed == ()


def test_without_a_record_they_are_missed() -> None:
    with pytest.raises(PipelineError) as caught:
        equipped(PARAMS, replay=False)
    assert str(caught.value) == ("opa, semgrep can't be had; run `python -m stages.fetch_tools`")


def test_all_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    for name, version in VERSIONS.items():
        program = Path(f"cache/tools/{name}-{version}/bin/{name}")
        program.parent.mkdir(parents=True, exist_ok=True)
        program.touch()
    for replay in (True, False):
        scanners = equipped(PARAMS, replay=replay)
        assert capsys.readouterr().err == ""
        with pytest.raises(PipelineError, match="can't be started"):  # it is not replayed
            scanners.scan(manifests(["a"]))

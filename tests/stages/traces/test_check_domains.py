import sys
from pathlib import Path

import pytest

from stages.traces import check_domains as check

LIBRARY = (Path(__file__).parent / "registry/library.yaml").read_text()


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command line for a folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["check", "--folder", str(tmp_path)])
    return tmp_path / "library.yaml"


def test_sound(command: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.write_text(LIBRARY)
    check.main()
    assert capsys.readouterr().out == (
        "sound: 1 domains; 8 tools, 7 of them callable; 12 scenarios, 2.42 calls each; "
        "60 requests, 1 tails\n"
    )


def test_unsound(command: Path) -> None:
    command.write_text(
        LIBRARY.replace("days: 365}", "days: 500}").replace("n: 2..9,", "n: 9..2,", 1)
    )
    with pytest.raises(SystemExit) as stopped:
        check.main()
    assert str(stopped.value.code).splitlines() == [
        "error: library.yaml:111: policy.limits.days: no tool can reach 500: "
        "the most that one takes is 400",
        "error: library.yaml:122: scenarios.list_loans.slots.n: 9 is not below 2",
    ]


def test_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["check", "--folder", "nowhere"])
    with pytest.raises(SystemExit) as stopped:
        check.main()
    assert stopped.value.code == "error: nowhere: no domain files (*.yaml)"

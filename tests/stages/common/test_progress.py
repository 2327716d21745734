"""Progress where there is no terminal."""

import pytest

from stages.common import progress as module
from stages.common.progress import progress


def test_lines_tell_count_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 4.0, 10.0, 12.0, 25.0])
    monkeypatch.setattr(module.time, "monotonic", lambda: next(clock))
    with progress("read iot23", 4000, "B") as bar:
        for _ in range(4):
            bar.update(1000)
    assert capsys.readouterr().err.splitlines() == [
        "read iot23:  50% 2.00k/4.00k [00:10<00:10, 200B/s]",
        "read iot23: 100% 4.00k/4.00k [00:25<00:00, 160B/s]",
    ]


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("read iot23", None, "B") as bar:
        bar.update(5)
    assert capsys.readouterr().err == ""

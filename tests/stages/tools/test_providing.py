"""What holds whatever the way: idempotence, atomicity, processes side by side."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stages.common import toolbox
from stages.common.errors import PipelineError
from stages.tools import note, providing
from stages.tools.providing import provide
from tests.stages.tools.conftest import fake, write

TOP = Path(__file__).parents[3]


def calls(go: Path) -> list[str]:
    """What the fake `go` was asked."""
    log = go.with_name("go.log")
    return log.read_text().splitlines() if log.exists() else []


def test_where_it_lives(make_task):
    provided = toolbox.program(Path(".cache"), "opa", "1.22.2")
    assert provided == Path(".cache/tools/opa-1.22.2/bin/opa")
    assert make_task().program == provided


def test_the_second_time_nothing_is_run(make_task, fake_go, monkeypatch):
    provide(task := make_task())
    monkeypatch.setattr(providing, "version_of", pytest.fail)
    provide(task)
    assert len(calls(fake_go)) == 1


def change_size(task):
    with task.program.open("a") as file:
        file.write("\n")


def change_time(task):
    os.utime(task.program, (1, 1))


def remove(task):
    task.program.unlink()


def spoil_note(task):
    (task.folder / note.NAME).write_text("{")


@pytest.mark.parametrize("damage", [change_size, change_time, remove, spoil_note])
def test_damage_is_mended(make_task, fake_go, damage):
    provide(task := make_task())
    damage(task)
    provide(task)
    assert task.program.read_text() == fake("opa", "1.22.2")
    assert len(calls(fake_go)) == 2


def test_a_folder_that_was_moved_is_made_anew(make_task, fake_go, workspace, monkeypatch):
    """A virtual environment works in one place only."""
    provide(task := make_task())
    monkeypatch.chdir(workspace.rename(workspace.with_name("elsewhere")))
    assert not note.matches(task)


def test_a_time_in_whole_seconds_is_enough(make_task, fake_go):
    provide(task := make_task())
    seconds = int(task.program.stat().st_mtime)
    os.utime(task.program, (seconds, seconds))
    assert note.matches(task)


def test_a_failure_leaves_nothing_half_made(make_task, fake_go):
    fake_go.with_name("go.error").write_text("no")
    (task := make_task()).folder.mkdir(parents=True)
    (task.folder / "left by a dead process").touch()
    with pytest.raises(PipelineError):
        provide(task)
    assert [path.name for path in task.folder.parent.iterdir()] == ["opa-1.22.2.lock"]


def test_versions_live_side_by_side(make_task, fake_go):
    provide(old := make_task())
    write(fake_go.with_name("go.program"), fake("opa", "1.22.3"))
    provide(new := make_task(version="1.22.3"))
    assert old.program.exists() and new.program.exists()


def start(code: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(TOP)},
        stderr=subprocess.PIPE,
        text=True,
    )


PROVIDE = """
from schemas.sections.runtime import RuntimeParams
from schemas.sections.tools import ToolSource
from stages.tools.providing import provide
from stages.tools.task import Task
go = {"package": "example.org/opa", "module": "example.org/opa", "needs": "1.25"}
source = ToolSource(version="1.22.2", go=go, homepage="x", licence="MIT")
provide(Task("opa", source, RuntimeParams(workers=0, cache_dir=".cache", retries=0, timeout=5)))
"""


def test_of_two_processes_one_waits(make_task, fake_go):
    fake_go.write_text(
        fake_go.read_text().replace("/bin/cp go.mod", "/bin/sleep 1; /bin/cp go.mod")
    )
    both = [start(PROVIDE), start(PROVIDE)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(calls(fake_go)) == 1
    assert sum("opa 1.22.2: another process provides it; waiting\n" in text for text in said) == 1
    assert make_task().program.exists()


def test_a_process_that_is_killed_harms_nothing(make_task, fake_go):
    slow = fake_go.read_text()
    fake_go.write_text(slow.replace("/bin/cp go.mod", "exec /bin/sleep 5; /bin/cp go.mod"))
    process = start(PROVIDE)
    while not calls(fake_go):
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not make_task().program.exists()
    fake_go.write_text(slow)
    provide(task := make_task())
    assert task.program.exists()
    assert not (task.folder / "new").exists()

import subprocess

import pytest

from stages.common.errors import PipelineError
from stages.tools.providing import provide
from tests.stages.tools.conftest import fake, write


def test_a_program_on_path_is_linked(make_task, bin_, fake_go, capfd):
    mine = write(bin_ / "opa", fake("opa", "1.22.2"))
    provide(task := make_task())
    assert task.program.readlink() == mine
    assert capfd.readouterr().err == f"opa 1.22.2: taken from {mine}\n"
    assert not fake_go.with_name("go.log").exists()


def test_another_version_is_passed_over(make_task, bin_, fake_go, capfd):
    mine = write(bin_ / "opa", fake("opa", "1.20.0"))
    provide(task := make_task())
    assert not task.program.is_symlink()
    assert capfd.readouterr().err.startswith(f"opa 1.22.2: {mine} is 1.20.0\n")
    assert mine.read_text() == fake("opa", "1.20.0")


def test_an_unknown_version_is_passed_over(make_task, bin_):
    mine = write(bin_ / "opa", "#!/bin/sh\necho development\n")
    with pytest.raises(PipelineError) as caught:
        provide(make_task())
    assert str(caught.value) == (
        f"opa 1.22.2: {mine} is of unknown version; go is not installed; "
        "install Go 1.25 or newer, or put opa 1.22.2 on PATH"
    )


def test_one_that_changes_is_looked_at_again(make_task, bin_, fake_go):
    mine = write(bin_ / "opa", fake("opa", "1.22.2"))
    provide(task := make_task())
    write(mine, fake("opa", "1.22.10"))
    provide(task)
    assert not task.program.is_symlink()


def test_semgrep_finds_its_own_helper_first(make_task, bin_, tmp_path):
    home = tmp_path / "its home"
    home.mkdir()
    write(home / "pysemgrep", "#!/bin/sh\necho 1.182.0\n")
    write(home / "semgrep", '#!/bin/sh\nexec pysemgrep "$@"\n')
    write(bin_ / "pysemgrep", "#!/bin/sh\necho 1.100.0\n")
    (bin_ / "semgrep").symlink_to(home / "semgrep")
    requirements = tmp_path / "lock"
    requirements.write_text("semgrep==1.182.0\n")
    provide(task := make_task("semgrep", version="1.182.0", requirements=str(requirements)))
    done = subprocess.run([task.program.absolute()], capture_output=True, text=True, cwd="/")
    assert done.stdout == "1.182.0\n"


def test_a_relative_folder_on_path(make_task, bin_, monkeypatch):
    monkeypatch.setenv("PATH", "bin")
    write(bin_ / "opa", fake("opa", "1.22.2"))
    provide(task := make_task())
    assert task.program.readlink() == bin_ / "opa"

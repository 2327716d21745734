"""Semgrep's private environment, filled by the real pip from a folder of wheels."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.tools import environment, note
from stages.tools.command import Done, run
from stages.tools.environment import require_pin
from stages.tools.providing import provide

INFO = "semgrep-1.182.0.dist-info"
FILES = {
    "semgrep.py": 'import subprocess\ndef main():\n    subprocess.run(["pysemgrep"], check=True)\n',
    "pysemgrep.py": 'def main():\n    print("1.182.0")\n',
    f"{INFO}/METADATA": "Metadata-Version: 2.1\nName: semgrep\nVersion: 1.182.0\n",
    f"{INFO}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{INFO}/entry_points.txt": (
        "[console_scripts]\nsemgrep = semgrep:main\npysemgrep = pysemgrep:main\n"
    ),
}


@pytest.fixture
def wheel(tmp_path, monkeypatch) -> Path:
    """A package that is Semgrep by name; pip knows no other."""
    path = tmp_path / "wheels" / "semgrep-1.182.0-py3-none-any.whl"
    path.parent.mkdir()
    record = "".join(f"{name},,\n" for name in [*FILES, f"{INFO}/RECORD"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (FILES | {f"{INFO}/RECORD": record}).items():
            archive.writestr(name, text)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(path.parent))
    return path


@pytest.fixture
def semgrep(make_task, tmp_path):
    """A task with this line of requirements."""

    def make(line: str):
        (tmp_path / "semgrep.lock").write_text(f"attrs==1.0\n{line}\n")
        return make_task("semgrep", version="1.182.0", requirements="semgrep.lock")

    return make


def only(wheel, semgrep, digest):
    """The requirements with nothing but the wheel."""
    task = semgrep("")
    Path("semgrep.lock").write_text(f"semgrep==1.182.0 \\\n    --hash=sha256:{digest}\n")
    return task


def test_an_environment_of_its_own(wheel, semgrep, tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    task = only(wheel, semgrep, hashlib.sha256(wheel.read_bytes()).hexdigest())
    provide(task)
    done = subprocess.run([task.program.absolute()], capture_output=True, text=True, cwd="/")
    assert (done.returncode, done.stdout) == (0, "1.182.0\n")
    assert task.program.read_text() == (
        "#!/bin/sh\n"
        "# Semgrep calls its helper pysemgrep by name, and looks on PATH before it looks beside "
        "itself.\n"
        f'PATH={tmp_path}/.cache/tools/semgrep-1.182.0/venv/bin:"$PATH"\n'
        "export PATH\n"
        f'exec {tmp_path}/.cache/tools/semgrep-1.182.0/venv/bin/semgrep "$@"\n'
    )
    assert capfd.readouterr().err == (
        "semgrep 1.182.0: not on PATH\nsemgrep 1.182.0: installing it with pip\n"
    )
    assert note.matches(task)
    (task.environment / "bin" / "python").unlink()  # as when that Python is uninstalled
    assert not note.matches(task)


def test_a_package_with_another_hash_stops_all(wheel, semgrep):
    task = only(wheel, semgrep, "0" * 64)
    with pytest.raises(PipelineError) as caught:
        provide(task)
    assert str(caught.value) == (
        "semgrep.lock: pip was served a package whose hash is not one of those pinned; "
        "compare it with what PyPI states before you change the file"
    )
    assert not task.folder.exists()


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            "venv",
            "PYTHON can't make a virtual environment: ensurepip is not available; "
            "install Python's venv module, or put semgrep 1.182.0 on PATH",
        ),
        (
            "pip",
            "pip failed: No matching distribution found for semgrep==1.182.0; "
            "check the connection, or put semgrep 1.182.0 on PATH",
        ),
    ],
)
def test_what_fails_is_told(semgrep, monkeypatch, step, message):
    lines = {
        "venv": ("ensurepip is not available",),
        "pip": ("ERROR: No matching distribution found for semgrep==1.182.0", "WARNING: too bad"),
    }

    def failing(*command, **options):
        return Done(False, "", lines[step]) if step in command else Done(True, "", ())

    monkeypatch.setattr(environment, "run", failing)
    monkeypatch.setattr(environment.sys, "executable", "PYTHON")
    with pytest.raises(PipelineError) as caught:
        provide(semgrep("semgrep==1.182.0 \\"))
    assert str(caught.value) == f"semgrep 1.182.0: not on PATH; {message}"


def test_pip_is_told_how_long_to_wait(semgrep, monkeypatch):
    asked = []
    monkeypatch.setattr(environment, "run", lambda *args, **_: asked.append(args) or run("false"))
    monkeypatch.setattr(environment, "_make", lambda folder: None)
    with pytest.raises(PipelineError):
        provide(semgrep("semgrep==1.182.0"))
    assert asked[0][1:-2] == (
        *("-I", "-m", "pip", "install", "--require-hashes", "--quiet", "--no-input"),
        *("--disable-pip-version-check", "--retries", "0", "--timeout", "5"),
    )


@pytest.mark.parametrize("line", ["semgrep==1.182.0 \\", "semgrep==1.182.0 ; python_version>'3'"])
def test_requirements_that_follow_the_parameter(semgrep, line):
    require_pin(semgrep(line))


@pytest.mark.parametrize(
    ("line", "pins"),
    [
        ("semgrep==1.181.0 \\", "semgrep==1.181.0"),
        ("semgrep==1.182.0rc1 \\", "semgrep==1.182.0rc1"),
        ("semgrep-rules==1.182.0", "no semgrep"),
    ],
)
def test_requirements_of_another_version(semgrep, line, pins):
    with pytest.raises(PipelineError) as caught:
        provide(semgrep(line))
    assert str(caught.value) == (
        f"semgrep.lock: pins {pins}, but fetch.tools.semgrep.version is 1.182.0; "
        "make one of them follow the other"
    )


def test_the_committed_requirements_pin_the_parameter():
    from schemas.params import load

    top = Path(__file__).parents[3]
    source = load(top / "params.yaml").fetch.tools["semgrep"]
    assert source.requirements is not None
    text = (top / source.requirements).read_text()
    assert f"\nsemgrep=={source.version} \\\n" in text
    assert "index-url" not in text and "find-links" not in text

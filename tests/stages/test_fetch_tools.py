"""The command line of the stage fetch-tools."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.stages.tools.conftest import fake, write

TOP = Path(__file__).parents[2]
VERSIONS = {"kube-linter": "0.8.3", "opa": "1.22.2", "semgrep": "1.182.0"}
GO = {"package": "example.org/x", "module": "example.org/x", "origin": None, "needs": "1.25"}


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """The only folder on PATH: all three scanners at their versions."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, version in VERSIONS.items():
        write(folder / name, fake(name, version))
    return folder


@pytest.fixture
def run(tmp_path: Path, bin_: Path):
    """Runs the script in an empty folder; the scanners can come from PATH and Go only."""

    def run(*args: str, replay: bool = False, **env: str) -> subprocess.CompletedProcess[str]:
        params = YAML(typ="safe").load((TOP / "params.yaml").read_text())
        for name, tool in params["fetch"]["tools"].items():
            tool |= {"version": VERSIONS[name], "archives": {}, "go": GO, "requirements": None}
        params["build_e2"]["replay"] = replay
        params["runtime"]["retries"] = 0
        with (tmp_path / "params.yaml").open("w") as file:
            YAML().dump(params, file)
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "stages.fetch_tools", *args],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(TOP), "PATH": str(bin_)} | env,
            capture_output=True,
            text=True,
        )

    return run


def test_it_says_where_they_are_and_writes_their_versions(run, tmp_path, bin_):
    done = run()
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "kube-linter 0.8.3: .cache/tools/kube-linter-0.8.3/bin/kube-linter\n"
        "opa 1.22.2: .cache/tools/opa-1.22.2/bin/opa\n"
        "semgrep 1.182.0: .cache/tools/semgrep-1.182.0/bin/semgrep\n"
    )
    assert done.stderr == (
        f"kube-linter 0.8.3: taken from {bin_}/kube-linter\n"
        f"opa 1.22.2: taken from {bin_}/opa\n"
        f"semgrep 1.182.0: taken from {bin_}/semgrep\n"
    )
    text = (tmp_path / "data/e2/tools-versions.json").read_text()
    assert json.loads(text) == VERSIONS
    assert list(json.loads(text)) == sorted(VERSIONS)


def test_the_bytes_do_not_tell_the_way(run, tmp_path, bin_):
    versions = tmp_path / "data/e2/tools-versions.json"
    run()
    from_path = versions.read_bytes()
    versions.unlink()
    (bin_ / "opa").unlink()
    write(bin_ / "go", go_that_builds(fake("opa", "1.22.2")))
    done = run()
    assert "building it with Go" in done.stderr
    assert versions.read_bytes() == from_path


def go_that_builds(program: str) -> str:
    return f"""#!/bin/sh
while [ "$1" != -o ]; do shift; done
/bin/cat > "$2" <<'END'
{program}END
/bin/chmod +x "$2"
"""


def test_ensure_provides_and_writes_nothing_else(run, tmp_path):
    done = run("--ensure")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / ".cache/tools/opa-1.22.2/bin/opa").exists()
    assert not (tmp_path / "data").exists()


def test_ensure_is_silent_and_quick_where_nothing_is_missing(run, bin_):
    run("--ensure")
    for name in VERSIONS:  # running one would show
        stat = (bin_ / name).stat()
        same_size = "#!/bin/sh\nexit 1\n".ljust(stat.st_size, "#")
        (bin_ / name).write_text(same_size)
        os.utime(bin_ / name, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    start = time.monotonic()
    done = run("--ensure", PYTHONPROFILEIMPORTTIME="1")
    assert time.monotonic() - start < 5  # 0.2 s on an idle machine
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert all(line.startswith("import time:") for line in lines)
    loaded = {line.rsplit("|")[-1].strip() for line in lines}
    assert "stages.tools.providing" in loaded
    assert "httpx" not in loaded


MISSING = (
    "not on PATH; go is not installed; install Go 1.25 or newer, or put {} on PATH",
    "{} is 1.20.0; go is not installed; install Go 1.25 or newer, or put opa 1.22.2 on PATH",
)


def test_each_missing_scanner_is_a_line(run, tmp_path, bin_):
    (bin_ / "kube-linter").unlink()
    opa = write(bin_ / "opa", fake("opa", "1.20.0"))
    done = run()
    assert done.returncode == 1
    errors = done.stderr[done.stderr.index("error:") :]
    assert errors == (
        f"error: kube-linter 0.8.3: {MISSING[0].format('kube-linter 0.8.3')}\n"
        f"error: opa 1.22.2: {MISSING[1].format(opa)}\n"
    )
    assert (tmp_path / ".cache/tools/semgrep-1.182.0/bin/semgrep").exists()
    assert not (tmp_path / "data").exists()


def test_where_findings_are_replayed_it_is_a_warning(run, tmp_path, bin_):
    (bin_ / "opa").unlink()
    done = run(replay=True)
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == "opa 1.22.2: missing"
    warning = done.stderr[done.stderr.index("WARNING:") :]
    assert warning == (
        f"WARNING: opa 1.22.2: {MISSING[0].format('opa 1.22.2')}\n"
        "WARNING: without opa, what it once found in the committed samples is replayed; "
        "any other file needs the scanner itself\n"
    )
    assert json.loads((tmp_path / "data/e2/tools-versions.json").read_text()) == VERSIONS


def test_what_is_wrong_stays_an_error_where_findings_are_replayed(run, bin_):
    (bin_ / "opa").unlink()
    write(bin_ / "go", go_that_builds(fake("opa", "1.20.0")))
    done = run("--ensure", replay=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "error: fetch.tools.opa.version: is 1.22.2, but it leads to opa 1.20.0; "
        "correct the version, or where to get it from"
    )

"""A private PATH with small fake programs, and a scanner to provide."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from schemas.sections.runtime import RuntimeParams
from schemas.sections.tools import ToolSource
from stages.tools.task import Task
from tests.servers.files import FileServer
from tests.servers.loopback import running

MakeTask = Callable[..., Task]
PRINTS = {"kube-linter": "v{}", "opa": "Version: {}\nBuild Commit: \nGo Version: go1.26.8\n"}


def fake(name: str, version: str) -> str:
    """A shell script that says it is this version, as the real program does."""
    text = PRINTS.get(name, "{}").format(version)
    return f"#!/bin/sh\nprintf '%s\\n' '{text}'\n"


def write(path: Path, text: str) -> Path:
    """Write a program."""
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def bin_(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH."""
    folder = workspace / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def make_task() -> MakeTask:
    """A task for OPA 1.22.2 to be built by Go; keywords are other parameters."""

    def make(name: str = "opa", *, version: str = "1.22.2", retries: int = 0, **ways: Any) -> Task:
        go = {"package": f"example.org/{name}", "module": f"example.org/{name}", "needs": "1.25"}
        facts = {"homepage": "https://example.org", "licence": "MIT", "version": version}
        source = ToolSource.model_validate(facts | (ways or {"go": go}))
        runtime = RuntimeParams(workers=0, cache_dir=".cache", retries=retries, timeout=5)
        return Task(name, source, runtime)  # type: ignore[arg-type]  # a name from the test

    return make


@pytest.fixture
def fake_go(bin_: Path) -> Path:
    """A `go` that builds OPA 1.22.2 and keeps what it was asked; tests put other answers there.

    go.log      the arguments, a line a call
    go.mod      of the module that was built last
    go.program  what it builds
    go.error    what it fails with, if there is such a file
    go.listing  what `go version -m` prints
    """
    write(bin_ / "go.program", fake("opa", "1.22.2"))
    (bin_ / "go.listing").write_text("")
    here = json.dumps(str(bin_))
    return write(
        bin_ / "go",
        f"""#!/bin/sh
here={here}
echo "$@" >> $here/go.log
if [ "$1" = version ]; then exec /bin/cat $here/go.listing; fi
/bin/cp go.mod $here/go.mod
if [ -f $here/go.error ]; then /bin/cat $here/go.error >&2; exit 1; fi
while [ "$1" != -o ]; do shift; done
/bin/cp $here/go.program "$2"
""",
    )


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which take no time in tests."""
    taken: list[float] = []
    # Not time.sleep itself: waiting for a program sleeps too.
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=taken.append))
    return taken


@pytest.fixture
def server() -> Iterator[FileServer]:
    with running(FileServer()) as started:
        yield started

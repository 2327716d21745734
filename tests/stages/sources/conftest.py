"""A source to fetch, in an empty working directory."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.sections.fetch import Source
from schemas.sections.runtime import RuntimeParams
from stages.sources.task import Task
from tests.servers.files import FileServer
from tests.servers.loopback import running

MakeTask = Callable[..., Task]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("HF_TOKEN", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def make_task() -> MakeTask:
    """A task named `flows`; keywords are parameters of its source, or `retries`, `timeout`."""

    def make(location: str, *, retries: int = 0, timeout: float = 5, **source: Any) -> Task:
        facts = {
            "family": "e1",
            "licence": "CC0-1.0",
            "homepage": "https://example.org",
            "citation": "Doe, J.",
        }
        source = {"kind": "local", "watch": location, "location": location} | facts | source
        runtime = RuntimeParams(workers=0, cache_dir=".cache", retries=retries, timeout=timeout)
        return Task("flows", Source.model_validate(source), runtime)

    return make


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which take no time in tests."""
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


@pytest.fixture
def server() -> Iterator[FileServer]:
    with running(FileServer()) as started:
        yield started


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """Where a fetcher puts its files."""
    folder = tmp_path / "into"
    folder.mkdir()
    return folder

import os
import subprocess
from functools import partial
from pathlib import Path

import pytest

from stages.sources.git import fetch
from tests.servers.files import Status
from tests.stages.sources import outcome
from tests.stages.sources.outcome import contents

COPY = "point fetch.sources.flows at a local copy (kind: local)"


class Repository:
    """A repository to fetch from, in the folder `upstream`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet")

    def git(self, *args: str) -> str:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        command = ("git", *who, "-c", "core.autocrlf=false", *args)
        return subprocess.check_output(command, cwd=self.folder, text=True).strip()

    def commit(self, **files: str) -> str:
        """Commit files, by name without the suffix .tf; returns the commit."""
        for name, text in files.items():
            path = self.folder / f"{name}.tf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "x")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def upstream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("HOME", str(tmp_path))
    return Repository(tmp_path / "upstream")


@pytest.fixture
def git_task(make_task):
    def make(revision: str, location: str = "upstream", **source):
        return make_task(location, kind="git", revision=revision, **source)

    return make


failure = partial(outcome.failure, fetch)


def test_takes_the_files_of_the_pinned_commit(git_task, upstream, into):
    first = upstream.commit(main="one")
    upstream.commit(main="two", late="x")
    fetch(git_task(first), into)
    assert contents(into) == {"main.tf": b"one"}


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_reads_a_path_or_url(git_task, upstream, into, scheme):
    commit = upstream.commit(main="one")
    fetch(git_task(commit, f"{scheme}{upstream.folder}"), into)
    assert contents(into) == {"main.tf": b"one"}


def test_takes_tags_and_short_commits(git_task, upstream, into):
    first = upstream.commit(main="one")
    upstream.commit(main="two")
    upstream.git("tag", "--annotate", "--message", "x", "20240101")
    upstream.commit(main="three")
    fetch(git_task("20240101"), into)
    assert contents(into) == {"main.tf": b"two"}
    fetch(git_task(first[:7]), into)  # older than what the cache has
    assert contents(into) == {"main.tf": b"one"}


def test_takes_only_what_the_patterns_match(git_task, upstream, into):
    commit = upstream.commit(**{"a": "a", "modules/b": "b", ".github/c": "c"})
    fetch(git_task(commit, files=["modules/**"]), into)
    assert contents(into) == {"modules/b.tf": b"b"}


def test_a_commit_that_is_here_needs_no_repository(git_task, upstream, into, tmp_path):
    commit = upstream.commit(main="one")
    location = f"file://{upstream.folder}"
    fetch(git_task(commit, location), into)
    upstream.folder.rename(tmp_path / "gone")
    fetch(git_task(commit, location), into)
    assert contents(into) == {"main.tf": b"one"}


def test_bytes_are_those_committed(git_task, upstream, into, tmp_path):
    (tmp_path / ".gitconfig").write_text("[core]\n\tautocrlf = true\n\teol = crlf\n")
    (upstream.folder / ".gitattributes").write_text("*.tf text eol=crlf ident\n")
    (upstream.folder / "empty.tf").touch()
    commit = upstream.commit(main="one\ntwo $Id$\n")
    fetch(git_task(commit), into)
    assert contents(into) == {"main.tf": b"one\ntwo $Id$\n", "empty.tf": b""}


def test_names_may_hold_anything(git_task, upstream, into):
    commit = upstream.commit(**{"a b\tc\nd": "x", "naïve": "y"})
    fetch(git_task(commit), into)
    assert contents(into) == {"a b\tc\nd.tf": b"x", "naïve.tf": b"y"}


def test_links_and_submodules_are_left_out(git_task, upstream, into):
    (upstream.folder / "link.tf").symlink_to("main.tf")
    (upstream.folder / "escape.tf").symlink_to("/etc/passwd")
    first = upstream.commit(main="one")
    upstream.git("update-index", "--add", "--cacheinfo", f"160000,{first},module")
    commit = upstream.commit(other="two")
    fetch(git_task(commit), into)
    assert contents(into) == {"main.tf": b"one", "other.tf": b"two"}


def test_another_repository_in_the_environment_is_ignored(git_task, upstream, into, monkeypatch):
    commit = upstream.commit(main="one")
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_WORK_TREE", "/nonexistent")
    fetch(git_task(commit), into)
    assert contents(into) == {"main.tf": b"one"}


@pytest.mark.parametrize("revision", ["1" * 40, "abcdef12", "v9", "--upload-pack=x"])
def test_a_revision_that_does_not_exist(git_task, upstream, into, revision):
    upstream.commit(main="one")
    assert failure(git_task(revision), into) == (
        f"fetch.sources.flows.revision: upstream has no commit, tag or branch '{revision}'; "
        "take a full commit hash from its history"
    )
    assert contents(into) == {}


def test_a_path_without_a_repository(git_task, into, tmp_path):
    (tmp_path / "plain").mkdir()
    assert failure(git_task("v1", "plain"), into) == (
        "fetch.sources.flows.location: no repository at plain, or it is private "
        f"('{tmp_path}/plain' does not appear to be a git repository); "
        f"correct the location, or {COPY}"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Status(404), "repository '{url}/' not found"),
        (
            Status(401, {"WWW-Authenticate": 'Basic realm="x"'}),
            "could not read Username for '{host}': terminal prompts disabled",
        ),
        (
            Status(403),
            "unable to access '{url}/': The requested URL returned error: 403",
        ),
    ],
    ids=["404", "401", "403"],
)
def test_a_repository_that_is_gone_or_private(git_task, server, into, answer, reason):
    server.faults = [answer]
    url = f"{server.url}/org/repo.git"
    assert failure(git_task("v1", url), into) == (
        f"fetch.sources.flows.location: no repository at {url}, or it is private "
        f"({reason.format(url=url, host=server.url)}); correct the location, or {COPY}"
    )


def test_nobody_is_asked_for_a_password(git_task, server, into, monkeypatch, tmp_path):
    ask = tmp_path / "ask"
    ask.write_text(f"#!/bin/sh\ntouch {tmp_path}/asked\n")
    ask.chmod(0o755)
    monkeypatch.setenv("GIT_ASKPASS", str(ask))
    server.faults = [Status(401, {"WWW-Authenticate": 'Basic realm="x"'})]
    failure(git_task("v1", server.url), into)
    assert not (tmp_path / "asked").exists()


def test_a_busy_server_is_asked_again(git_task, server, into, pauses):
    server.faults = [Status(503), Status(404)]
    message = failure(git_task("v1", f"{server.url}/x", retries=1), into)
    assert "no repository at" in message
    assert len(pauses) == 1


def test_no_network(git_task, into, pauses):
    url = "http://127.0.0.1:1/x.git"
    message = failure(git_task("v1", url, retries=2), into)
    assert message.startswith(
        f"fetch.sources.flows.location: no network connection to {url} "
        f"(unable to access '{url}/': Failed to connect to 127.0.0.1 port 1"
    )
    assert message.endswith(f"; check the connection or {COPY}")
    assert len(pauses) == 2


def test_git_is_not_installed(git_task, into, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    assert failure(git_task("v1"), into) == "git is not installed; install it and run this again"


def test_a_damaged_cache_is_named(git_task, upstream, into):
    commit = upstream.commit(main="one")
    fetch(git_task(commit), into)
    (cache,) = Path(".cache/git").iterdir()
    blob = upstream.git("rev-parse", "HEAD:main.tf")
    (cache / "objects" / blob[:2] / blob[2:]).unlink()
    assert failure(git_task(commit), into) == (
        f"{cache.absolute()}: objects are missing; remove this folder, run again"
    )


def test_a_server_without_shallow_clones_is_read_whole(git_task, upstream, server, into):
    commit = upstream.commit(main="one")
    upstream.commit(main="two")
    upstream.git("update-server-info")
    store = upstream.folder / ".git"
    server.files = {
        f"/{file.relative_to(store)}": file.read_bytes()
        for file in store.rglob("*")
        if file.is_file() and file.stat().st_size
    }
    fetch(git_task(commit, server.url), into)
    assert contents(into) == {"main.tf": b"one"}

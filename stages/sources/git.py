"""Kind `git`: the files of one commit of a repository, byte for byte as they were committed.

Files are read from Git's object store and never checked out, so that neither hooks, filters nor
line-end settings of this machine change them. Symbolic links and submodules are left out: what
a link points to is taken where it stands.
"""

import hashlib
import os
import re
import sys
from pathlib import Path

from stages.common.errors import PipelineError
from stages.sources.git_command import Git, GitError
from stages.sources.patterns import select, unsafe
from stages.sources.retrying import Transient, persistently
from stages.sources.task import Task

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
SHORT_COMMIT = re.compile(r"[0-9a-f]{7,39}")
REGULAR = ("100644", "100755")

# Git's own words (LC_ALL=C): its exit code is 128 for all of these.
NO_COMMIT = re.compile(r"not our ref|couldn't find remote ref|Needed a single revision")
REFUSED_BY_NAME = re.compile(r"unadvertised object|does not support shallow|dumb http")
OFFLINE = re.compile(
    r"Could not resolve|Couldn't connect|Connection (?:refused|reset|timed out)|unreachable"
    r"|Operation too slow|Empty reply|early EOF|hung up|RPC failed|returned error: (?:429|5\d\d)"
)
ABSENT = re.compile(
    r"not found|does not exist|not appear to be a git repository|could not read Username"
    r"|Authentication failed|Permission denied|returned error: 40[134]"
)


def fetch(task: Task, into: Path) -> None:
    """Write the wanted files of the pinned revision; raises PipelineError."""
    location = _location(task)
    key = hashlib.sha256(location.encode()).hexdigest()[:32]
    git = Git(task.cache.absolute() / "git" / key, task.runtime.timeout)
    commit = persistently(task, lambda: _commit(git, location, task))
    blobs = _blobs(git, commit)
    git.write_blobs({into / path: blobs[path] for path in select(blobs, task)})


def _location(task: Task) -> str:
    """The URL, or the absolute path of a repository on this machine."""
    path = Path(task.source.location)
    return str(path.absolute()) if path.exists() else task.source.location


def _commit(git: Git, location: str, task: Task) -> str:
    """The commit that the revision names, fetched unless it is here; raises Transient too."""
    revision = str(task.source.revision)
    if COMMIT.fullmatch(revision) and git.has(revision):
        return revision
    print(f"{task.name}: fetching {revision} of {location}", file=sys.stderr, flush=True)
    try:
        return _fetched(git, location, revision)
    except GitError as error:
        raise _explained(error.what, task) from error


def _fetched(git: Git, location: str, revision: str) -> str:
    try:
        git.fetch(location, revision)
        return git.commit("FETCH_HEAD")
    except GitError as error:
        by_name_only = REFUSED_BY_NAME.search(error.what)
        if not by_name_only and not SHORT_COMMIT.fullmatch(revision):
            raise
    # An abbreviated commit, or a server that hands out branches and tags only: look for it here.
    git.fetch(location, "+refs/*:refs/fetched/*", history=True)
    return git.commit(revision)


def _blobs(git: Git, commit: str) -> dict[str, str]:
    """Object names of the commit's regular files, by path."""
    blobs = {}
    for entry in git.output("ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
        described, path = os.fsdecode(entry).split("\t", maxsplit=1)
        mode, _, name = described.split(" ")
        if mode in REGULAR and not unsafe(path):
            blobs[path] = name
    return blobs


def _explained(text: str, task: Task) -> PipelineError | Transient:
    location, revision = task.source.location, task.source.revision
    if NO_COMMIT.search(text):
        return PipelineError(
            f"{location} has no commit, tag or branch {revision!r}",
            where=task.param("revision"),
            fix="take a full commit hash from its history",
        )
    reason = _reason(text)
    if OFFLINE.search(text):
        problem = PipelineError(
            f"no network connection to {location} ({reason})",
            where=task.param("location"),
            fix=f"check the connection or {task.use_a_copy}",
        )
        return Transient(problem)
    what = f"git can't read {location} ({reason})"
    if ABSENT.search(text):
        what = f"no repository at {location}, or it is private ({reason})"
    return PipelineError(
        what, where=task.param("location"), fix=f"correct the location, or {task.use_a_copy}"
    )


def _reason(text: str) -> str:
    """The line that says why: the first that Git marks as fatal, or the last of all."""
    lines = text.strip().splitlines() or ["no message"]
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")]
    return fatal[0] if fatal else lines[-1]

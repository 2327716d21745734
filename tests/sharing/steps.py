"""What an owner and a collaborator type, step by step, for any DVC repository.

Each repository stands for a machine of its own: home, DVC site cache and configuration lie in a
folder beside it, and nothing of the real machine's configuration or credentials reaches it.
"""

import hashlib
import json
import os
import subprocess
import sysconfig
from pathlib import Path

from ruamel.yaml import YAML

from tests.sharing.s3 import S3

REMOTE = "shared"


class StepError(AssertionError):
    """A command of a step exited with something other than 0."""


def run(command: list[str], cwd: Path, **extra: str) -> str:
    """Run a command as on the machine of repository `cwd`; return all that it printed."""
    code, output = attempt(command, cwd, **extra)
    if code != 0:
        raise StepError(f"{' '.join(command)} exited with {code}:\n{output}")
    return output


def attempt(command: list[str], cwd: Path, **extra: str) -> tuple[int, str]:
    """Like `run`, for a command that may fail: exit code and output."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(cwd) | extra,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",  # the synthetic samples hold bytes that are not UTF-8
        timeout=300,
    )
    return done.returncode, done.stdout


def environment(repo: Path) -> dict[str, str]:
    """The whole environment of the machine that holds `repo`; no secret is in it."""
    home = repo.with_name(f"{repo.name}.home")
    home.mkdir(exist_ok=True)
    scripts = sysconfig.get_path("scripts")
    return {
        "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "DVC_NO_ANALYTICS": "1",
        "DVC_GLOBAL_CONFIG_DIR": str(home / "dvc-global"),
        "DVC_SYSTEM_CONFIG_DIR": str(home / "dvc-system"),
        "DVC_SITE_CACHE_DIR": str(home / "dvc-site-cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Sharing Test",
        "GIT_AUTHOR_EMAIL": "sharing@example.org",
        "GIT_COMMITTER_NAME": "Sharing Test",
        "GIT_COMMITTER_EMAIL": "sharing@example.org",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def clone(source: Path, target: Path, branch: str | None = None) -> Path:
    """A fresh clone without any DVC cache."""
    choice = ["--branch", branch] if branch else []
    command = ["git", "clone", "--quiet", *choice, source.as_uri(), str(target)]
    subprocess.run(command, check=True, env=environment(target), capture_output=True)
    return target


def commit(repo: Path, message: str) -> None:
    run(["git", "add", "--all"], repo)
    run(["git", "commit", "--quiet", "--message", message], repo)


def share(repo: Path, s3: S3) -> None:
    """The owner's side: commit the place, keep the keys in .dvc/config.local, push."""
    run(["dvc", "remote", "add", "-d", REMOTE, s3.url], repo)
    run(["dvc", "remote", "modify", REMOTE, "endpointurl", s3.endpoint], repo)
    keys = {"access_key_id": s3.access_key, "secret_access_key": s3.secret_key}
    for name, value in keys.items():
        run(["dvc", "remote", "modify", "--local", REMOTE, name, value], repo)
    commit(repo, "Share the data over S3")
    run(["dvc", "push"], repo)


def release(repo: Path, branch: str, *overrides: str) -> None:
    """A release branch: other parameters, the dvc.lock of their run, its data pushed."""
    run(["git", "switch", "--quiet", "--create", branch], repo)
    experiment(repo, *overrides)
    commit(repo, f"Release {branch}")
    run(["dvc", "push"], repo)


def experiment(repo: Path, *overrides: str) -> str:
    """Re-run the pipeline with other parameters, as `dvc exp run -S a=1 -S b=2`."""
    return run(["dvc", "exp", "run", *(f"--set-param={item}" for item in overrides)], repo)


def collaborate(repo: Path, tmp_path: Path, s3: S3, branch: str | None = None) -> Path:
    """The collaborator's side: clone, and pull with keys from the environment alone."""
    copy = clone(repo, tmp_path / f"collaborator-{branch or 'default'}".replace("/", "-"), branch)
    run(["dvc", "pull"], copy, **s3.credentials())
    return copy


def assert_clean(repo: Path, s3: S3) -> None:
    """`dvc status` finds nothing to run, and nothing that the remote lacks."""
    pending = json.loads(run(["dvc", "status", "--json"], repo))
    unpushed = json.loads(run(["dvc", "status", "--cloud", "--json"], repo, **s3.credentials()))
    assert (pending, unpushed) == ({}, {})
    assert run(["git", "status", "--porcelain"], repo) == ""


def assert_no_secret(repo: Path, s3: S3) -> None:
    """Neither half of the key pair is in any commit of any branch, or in a clone's files."""
    history = run(["git", "log", "--all", "--patch", "--text"], repo)
    assert s3.endpoint in history  # the place is committed, so the search does find things
    config = [path.read_text() for path in (repo / ".dvc").iterdir() if path.is_file()]
    for text in (history, *config):
        assert s3.access_key not in text
        assert s3.secret_key not in text


def outputs(repo: Path) -> dict[str, str]:
    """Every file that dvc.lock names as an output, with the SHA-256 of its bytes."""
    lock = YAML(typ="safe").load(repo / "dvc.lock")
    places = [
        repo / out["path"] for stage in lock["stages"].values() for out in stage.get("outs", [])
    ]
    nested = [sorted(place.rglob("*")) if place.is_dir() else [place] for place in places]
    files = [path for paths in nested for path in paths if not path.is_dir()]
    return {str(p.relative_to(repo)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

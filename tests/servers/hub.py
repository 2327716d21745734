"""A small Hugging Face Hub: one dataset repository at one commit, and the Hub's ways to fail.

Paths, headers and error codes are those of the Hub that huggingface_hub 2.4 relies on:
GET /api/datasets/<id>/revision/<revision>, and
HEAD and GET /datasets/<id>/resolve/<commit>/<path>.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from tests.servers.loopback import Handler, Loopback

REPOSITORY = "lab/flows"
COMMIT = "c0ffee" + "0" * 34
TAG = "v1"


@dataclass(frozen=True)
class Refusal:
    """An answer to a request whose path contains `place`, by any method or that one."""

    place: str
    code: int
    headers: dict[str, str] = field(default_factory=dict)
    method: str = ""


class HubServer(Loopback):
    """Serves `files`; `refusals` are given once each, `token` must be sent if it is set."""

    def __init__(self) -> None:
        super().__init__(_HubHandler)
        self.files: dict[str, bytes] = {}
        self.refusals: list[Refusal] = []
        self.cuts: list[int] = []
        """Bytes after which the next downloads break off."""
        self.token: str | None = None

    @property
    def downloads(self) -> list[tuple[str, str | None]]:
        """Path and Range of each file that was asked for."""
        return [
            (path.rsplit("/", 1)[-1], headers.get("range") or headers.get("Range"))
            for method, path, headers in self.requests
            if method == "GET" and "/resolve/" in path
        ]


class _HubHandler(Handler):
    server: HubServer

    def do_GET(self) -> None:
        path = unquote(self.path.split("?")[0])
        if refusal := self._refusal(path):
            self.answer(refusal.code, refusal.headers)
        elif self.server.token and self.headers.get("Authorization") != (
            f"Bearer {self.server.token}"
        ):
            self.answer(401, {"X-Error-Code": "RepoNotFound"})
        elif found := re.fullmatch(f"/api/datasets/{REPOSITORY}/revision/(.+)", path):
            self._describe(found[1])
        elif found := re.fullmatch(f"/datasets/{REPOSITORY}/resolve/{COMMIT}/(.+)", path):
            self._send(found[1])
        else:
            self.answer(404, {"X-Error-Code": "RepoNotFound"})

    do_HEAD = do_GET

    def _refusal(self, path: str) -> Refusal | None:
        for refusal in self.server.refusals:
            if refusal.place in path and refusal.method in ("", self.command):
                self.server.refusals.remove(refusal)
                return refusal
        return None

    def _describe(self, revision: str) -> None:
        if revision not in (COMMIT, TAG):
            self.answer(404, {"X-Error-Code": "RevisionNotFound"})
            return
        files = [
            {"rfilename": name, "size": len(body), "blobId": _blob_id(body)}
            for name, body in self.server.files.items()
        ]
        body = json.dumps({"id": REPOSITORY, "sha": COMMIT, "siblings": files}).encode()
        self.answer(200, {"Content-Type": "application/json"}, body)

    def _send(self, name: str) -> None:
        body = self.server.files.get(name)
        if body is None:
            self.answer(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": COMMIT})
            return
        headers = {"ETag": f'"{_blob_id(body)}"', "X-Repo-Commit": COMMIT}
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(span[1]) if span else 0
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        headers["Content-Length"] = str(len(body) - start)
        cut = self.command == "GET" and self.server.cuts and self.server.cuts.pop(0)
        self.answer(
            206 if start else 200, headers, body[start : start + cut] if cut else body[start:]
        )


def _blob_id(body: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest()

"""A file server with the faults of real ones: cut connections, busy answers, changed files."""

import hashlib
import re
from dataclasses import dataclass, field

from tests.servers.loopback import Handler, Loopback


@dataclass(frozen=True)
class Cut:
    """The connection breaks after so many bytes of the body."""

    after: int


@dataclass(frozen=True)
class Status:
    """An answer without a file."""

    code: int
    headers: dict[str, str] = field(default_factory=dict)


class FileServer(Loopback):
    """Serves `files`; the first requests meet `faults`, one each (None: no fault)."""

    def __init__(self) -> None:
        super().__init__(_FileHandler)
        self.files: dict[str, bytes] = {}
        self.faults: list[Cut | Status | None] = []
        self.ranges = True
        self.validator: str | None = "etag"
        """How a file's version is told: etag, weak (an ETag), date, or not at all."""

    @property
    def asked(self) -> list[str | None]:
        """The Range of each request."""
        return [headers.get("Range") for _, _, headers in self.requests]


class _FileHandler(Handler):
    server: FileServer

    def do_GET(self) -> None:
        fault = self.server.faults.pop(0) if self.server.faults else None
        body = self.server.files.get(self.path.split("?")[0])
        if isinstance(fault, Status):
            self.answer(fault.code, fault.headers)
        elif body is None:
            self.answer(404, {})
        else:
            self._send(body, fault)

    def _send(self, body: bytes, fault: Cut | None) -> None:
        headers = self._version(body)
        if self._is(headers, "If-None-Match", "If-Modified-Since"):
            self.answer(304, headers)
            return
        start, status = self._start(headers), 200
        if start >= len(body):
            self.answer(416, {"Content-Range": f"bytes */{len(body)}"})
            return
        if start:
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        headers["Content-Length"] = str(len(body) - start)
        end = start + fault.after if fault else None
        self.answer(status, headers, body[start:end])

    def _version(self, body: bytes) -> dict[str, str]:
        digest = hashlib.sha256(body)
        match self.server.validator:
            case "etag":
                return {"ETag": f'"{digest.hexdigest()[:8]}"'}
            case "weak":
                return {"ETag": f'W/"{digest.hexdigest()[:8]}"'}
            case "date":
                second = digest.digest()[0] % 60
                return {"Last-Modified": f"Wed, 21 Oct 2015 07:28:{second:02} GMT"}
        return {}

    def _is(self, version: dict[str, str], *conditions: str) -> bool:
        """Whether one of these request headers names the version."""
        return any(self.headers.get(name) in version.values() for name in conditions)

    def _start(self, version: dict[str, str]) -> int:
        span = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        return int(span[1]) if span and self.server.ranges and self._is(version, "If-Range") else 0

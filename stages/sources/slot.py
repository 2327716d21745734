"""The place of one URL in the download cache.

<cache>/downloads/<key>.part   what has arrived so far, or
<cache>/downloads/<key>        the finished download
<cache>/downloads/<key>.json   what the server said of it
"""

import hashlib
from pathlib import Path

from pydantic import ValidationError

from schemas.strict import Strict
from stages.common.files import write_json


class Validators(Strict):
    """What tells one version of a remote file from another (RFC 9110, section 8.8)."""

    url: str
    etag: str | None
    last_modified: str | None


class Slot:
    """Either the finished download of a URL, or a part, or nothing."""

    def __init__(self, folder: Path, url: str) -> None:
        key = hashlib.sha256(url.encode()).hexdigest()[:32]
        self.url = url
        self.file = folder / key
        self.part = folder / f"{key}.part"
        self.note = folder / f"{key}.json"

    def conditions(self) -> dict[str, str]:
        """Request headers: send the rest of the part, or nothing if the file is unchanged."""
        known = self._validators()
        if known is None:
            return {}
        if self.part.exists():
            # A weak ETag does not promise equal bytes, so If-Range can't use it (section 13.1.5).
            strong = known.etag if known.etag and not known.etag.startswith("W/") else None
            validator = strong or known.last_modified
            return {"Range": f"bytes={self.size}-", "If-Range": validator} if validator else {}
        if self.file.exists():
            if known.etag:
                return {"If-None-Match": known.etag}
            return {"If-Modified-Since": known.last_modified} if known.last_modified else {}
        return {}

    @property
    def size(self) -> int:
        """Bytes that have arrived of an unfinished download."""
        return self.part.stat().st_size if self.part.exists() else 0

    def begin(self, etag: str | None, last_modified: str | None) -> None:
        """Start over with a version of the remote file."""
        self.clear()
        self.note.parent.mkdir(parents=True, exist_ok=True)
        validators = Validators(url=self.url, etag=etag, last_modified=last_modified)
        write_json(self.note, validators.model_dump())

    def finish(self) -> None:
        """The part is the whole."""
        self.part.replace(self.file)

    def clear(self) -> None:
        """Forget everything."""
        for path in (self.part, self.file, self.note):
            path.unlink(missing_ok=True)

    def _validators(self) -> Validators | None:
        try:
            return Validators.model_validate_json(self.note.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

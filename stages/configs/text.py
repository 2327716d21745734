"""Bytes of a file as text."""

import re

from stages.configs.parsed import Unusable

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROLS = 0.1
"""Share of the bytes. Text has next to none; only form feeds and escapes are met at all."""


def decode(data: bytes) -> str:
    """The text, whole: a byte order mark and line endings stay as they are.

    Raises Unusable: `empty` (white space only), `binary` (a NUL, or many control characters) or
    `not-utf8`.
    """
    if b"\0" in data or len(_CONTROLS.findall(data)) > _MOST_CONTROLS * len(data):
        raise Unusable("binary")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        detail = f"byte 0x{data[error.start]:02x}: {error.reason}"
        raise Unusable("not-utf8", detail, data.count(b"\n", 0, error.start) + 1) from None
    if not text.removeprefix("\ufeff").strip():
        raise Unusable("empty")
    return text

"""Random draws that are the same on every machine and with every version of Python."""

import hashlib
import struct

WORDS = 19

_unpack = struct.Struct(f"<{WORDS}Q").unpack


def words(key: bytes, index: int) -> tuple[int, ...]:
    """`WORDS` independent numbers below 2**64, a pure function of key and index."""
    return _unpack(hashlib.shake_128(b"%b%d" % (key, index)).digest(WORDS * 8))


def number(key: bytes) -> int:
    """One number below 2**128, a pure function of the key."""
    return int.from_bytes(hashlib.blake2b(key, digest_size=16).digest(), "little")

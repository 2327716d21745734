"""Chance that is the same every time: a hash of what the draw is about."""

from hashlib import blake2b


def whole(*about: object) -> int:
    """A number of 64 bits."""
    return int.from_bytes(digest(*about)[:8])


def unit(*about: object) -> float:
    """A number from 0 to below 1."""
    return whole(*about) / 2**64


def digest(*about: object) -> bytes:
    """16 bytes."""
    return blake2b("|".join(map(str, about)).encode(), digest_size=16).digest()

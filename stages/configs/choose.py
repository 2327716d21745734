"""Which files are taken where there are more than wanted."""

import hashlib
from collections.abc import Iterable


def preferred(keys: Iterable[str], limit: int | None, seed: int) -> set[str]:
    """`limit` of the keys, or all: those with the smallest seeded hash, in any order.

    A larger limit keeps what a smaller one took.
    """
    salt = seed.to_bytes(8, "big")
    ranked = sorted(keys, key=lambda key: (hashlib.blake2b(key.encode(), key=salt).digest(), key))
    return set(ranked[:limit])

"""Fixes inside strings: addresses and versions."""

import re
from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.terraform.place import lookup
from stages.configs.parsed import Op, Path, Set

_HTTP = re.compile(r"^((?:git|hg)::)?http://")
_LOWER_BOUND = re.compile(r">=?\s*v?(\d+)")
_OLD_TLS = re.compile(r"(?<=1)([._]?)[01]$")


def use_https(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Fetch the same over TLS."""
    return _replaced(value, path, _HTTP, r"\1https://")


def use_tls_1_2(value: Mapping[str, Any], path: Path) -> list[Op]:
    """TLS 1.2, as the version is spelt there."""
    if isinstance(lookup(value, path), float):
        return [Set(path, 1.2)]
    return _replaced(value, path, _OLD_TLS, r"\g<1>2")


def stay_below_next_major(value: Mapping[str, Any], path: Path) -> list[Op]:
    """An upper bound for a version that has lower ones only."""
    if isinstance(lookup(value, path), Mapping):
        path = (*path, "version")
    constraint = lookup(value, path)
    majors = _LOWER_BOUND.findall(constraint) if isinstance(constraint, str) else []
    if not majors:
        return []
    return [Set(path, f"{constraint}, < {max(map(int, majors)) + 1}.0")]


def _replaced(value: Mapping[str, Any], path: Path, wrong: re.Pattern[str], right: str) -> list[Op]:
    text = lookup(value, path)
    new = wrong.sub(right, text) if isinstance(text, str) else text
    return [] if new == text else [Set(path, new)]

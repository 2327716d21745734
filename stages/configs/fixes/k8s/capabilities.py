"""Fixes of Linux capabilities."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import containers_at
from stages.configs.fixes.k8s.removal import remove_wrong
from stages.configs.parsed import Append, Op, Path, Set

ADD = ("securityContext", "capabilities", "add")
_DROP = ("securityContext", "capabilities", "drop")

_HARMLESS = frozenset(
    {
        "AUDIT_WRITE",
        "CHOWN",
        "DAC_OVERRIDE",
        "FOWNER",
        "FSETID",
        "KILL",
        "MKNOD",
        "NET_BIND_SERVICE",
        "SETFCAP",
        "SETGID",
        "SETPCAP",
        "SETUID",
        "SYS_CHROOT",
    }
)
"""What the Pod Security Standard Baseline lets containers add."""


def drop_all(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Drop all capabilities; those that are added stay."""
    return [op for container in containers_at(value, path) for op in _drop_all(container)]


def remove_added(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove added capabilities that Baseline forbids."""
    return [
        op
        for container in containers_at(value, path)
        for op in remove_wrong(container, ADD, lambda _, name: plain(name) not in _HARMLESS, path)
    ]


def plain(name: Any) -> str:
    """The name of a capability as the kernel documents it, without CAP_."""
    return str(name).upper().removeprefix("CAP_")


def _drop_all(container: Part) -> list[Op]:
    dropped = container.get(*_DROP)
    if not dropped:
        return [Set(container.at(*_DROP), ["ALL"])]
    if not isinstance(dropped, list) or "ALL" in map(plain, dropped):
        return []
    return [Append(container.at(*_DROP), "ALL")]

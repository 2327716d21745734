"""Fixes of how containers are confined."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.capabilities import ADD, plain
from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import containers_at, contexts_at, pods_at
from stages.configs.fixes.k8s.removal import remove_wrong
from stages.configs.fixes.k8s.settings import wrong_setting
from stages.configs.parsed import Op, Path, Set

_SECCOMP = ("seccompProfile", "type")

_SELINUX_TYPES = ("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
"""What the Pod Security Standard Baseline allows."""

_SAFE_SYSCTLS = frozenset(
    {
        "kernel.shm_rmid_forced",
        "net.ipv4.ip_local_port_range",
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.ping_group_range",
        "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl",
        "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_rmem",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.tcp_wmem",
    }
)
"""Kubernetes documentation, Using sysctls in a Kubernetes Cluster, safe and unsafe sysctls."""

_confine = wrong_setting("Unconfined", "RuntimeDefault", *_SECCOMP)


def forbid_escalation(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Set allowPrivilegeEscalation to false.

    The API server refuses it with `privileged: true` and with SYS_ADMIN, which go too.
    """
    return [op for container in containers_at(value, path) for op in _forbid(container)]


def confine_system_calls(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Use the seccomp profile of the container runtime, instead of Unconfined or of none."""
    return _confine(value, path) or [
        Set(container.at("securityContext", *_SECCOMP), "RuntimeDefault")
        for pod in pods_at(value, path)
        for container in containers_at(value, path)
        if not any(part.get("securityContext", *_SECCOMP) for part in (pod, container))
    ]


def remove_selinux_options(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove SELinux users, roles and types that Baseline forbids."""
    return [
        op
        for context in contexts_at(value, path)
        for op in remove_wrong(context, ("seLinuxOptions",), _is_wrong_label, path)
    ]


def remove_sysctls(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove kernel parameters that are not safe."""
    return [
        op
        for context in contexts_at(value, path)
        for op in remove_wrong(context, ("sysctls",), _is_unsafe, path)
    ]


def _forbid(container: Part) -> list[Op]:
    ops = container.require(False, "securityContext", "allowPrivilegeEscalation")
    if not ops:
        return []
    if container.get("securityContext", "privileged") is True:
        ops += container.require(False, "securityContext", "privileged")
    admin = remove_wrong(container, ADD, lambda _, name: plain(name) == "SYS_ADMIN", container.path)
    return ops + admin


def _is_wrong_label(key: str | int, label: Any) -> bool:
    allowed = {"type": _SELINUX_TYPES, "user": ("",), "role": ("",)}
    return isinstance(key, str) and key in allowed and label not in allowed[key]


def _is_unsafe(_: str | int, sysctl: Any) -> bool:
    return not isinstance(sysctl, dict) or sysctl.get("name") not in _SAFE_SYSCTLS

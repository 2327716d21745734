"""Fixes of objects that set rules for others."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.reach import objects_at
from stages.configs.parsed import Op, Path, Set

_ENFORCE = "pod-security.kubernetes.io/enforce"
_PRIVILEGED = "allowPrivilegedContainer"


def enforce_pod_security(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Enforce the Pod Security Standard Baseline in a namespace: Restricted refuses most pods."""
    return [
        Set(entry.at("metadata", "labels", _ENFORCE), "baseline")
        for entry in objects_at(value, path)
        if entry.get("kind") == "Namespace"
        if entry.get("metadata", "labels", _ENFORCE) in (None, "privileged")
    ]


def allow_disruption(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Let one pod at a time be evicted, where a disruption budget allows none."""
    return [
        Set(entry.at("spec", "maxUnavailable"), 1)
        for entry in objects_at(value, path)
        if entry.get("spec", "maxUnavailable") in (0, "0", "0%")
    ]


def forbid_privileged(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Let OpenShift's constraints not allow privileged containers."""
    return [
        Set(entry.at(_PRIVILEGED), False)
        for entry in objects_at(value, path)
        if entry.get(_PRIVILEGED) is True
    ]

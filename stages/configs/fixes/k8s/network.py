"""Fixes of what can be reached from outside."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import containers_at, objects_at, reached
from stages.configs.fixes.k8s.removal import remove_wrong
from stages.configs.parsed import Op, Path

_PROBES = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)
_ANONYMOUS = ("system:anonymous", "system:unauthenticated")


def close_host_ports(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove hostPort, and the address that it was open at: Services still reach the port."""
    return [
        op
        for container in containers_at(value, path)
        for port in reached(container.items("ports"), path)
        if port.get("hostPort")
        for op in port.remove("hostPort") + port.remove("hostIP")
    ]


def probe_own_pod(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove the host of probes and hooks: without it the kubelet asks the pod itself."""
    return [
        op
        for container in containers_at(value, path)
        for probe in _PROBES
        for action in ("httpGet", "tcpSocket")
        for request in reached(container.inner(*probe, action), path)
        for op in request.remove("host")
    ]


def close_node_ports(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Make a NodePort service one of the cluster, without the fields that only the former has."""
    return [
        op
        for service in objects_at(value, path)
        if service.get("kind") == "Service" and service.get("spec", "type") == "NodePort"
        for op in _close(service)
    ]


def refuse_anonymous(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove unauthenticated users from a binding."""
    return [
        op
        for binding in objects_at(value, path)
        for op in remove_wrong(binding, ("subjects",), _is_anonymous, path)
    ]


def _close(service: Part) -> list[Op]:
    ops = service.require("ClusterIP", "spec", "type")
    for port in service.items("spec", "ports"):
        ops += port.remove("nodePort")
    return ops + service.remove("spec", "externalTrafficPolicy")


def _is_anonymous(_: str | int, subject: Any) -> bool:
    return isinstance(subject, dict) and subject.get("name") in _ANONYMOUS

"""Fixes of mounts."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.reach import containers_at, pods_at, reached
from stages.configs.parsed import Op, Path


def mount_read_only(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Mount volumes of the node read-only, through the path of a mount, a container or a pod."""
    return [
        op
        for pod in pods_at(value, path)
        for volume in pod.items("volumes")
        if volume.get("hostPath")
        for container in containers_at(value, path)
        for mount in reached(container.items("volumeMounts"), path)
        if mount.get("name") == volume.get("name")
        for op in mount.require(True, "readOnly")
    ]

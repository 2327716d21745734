"""The fix of containers without AppArmor."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.reach import objects_at, overlap, pods_at
from stages.configs.fixes.k8s.settings import wrong_setting
from stages.configs.parsed import Op, Path, Set

_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"
"""With the container's name; before Kubernetes 1.30 there was no field."""

_field = wrong_setting("Unconfined", "RuntimeDefault", "appArmorProfile", "type")


def confine_files(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Use the AppArmor profile of the container runtime, in fields and annotations."""
    return _field(value, path) + [
        Set(place, "runtime/default")
        for entry in objects_at(value, path)
        for pod in pods_at(value, path)
        for annotations in entry.inner(*_template(pod.path, entry.path), "metadata", "annotations")
        for name, profile in annotations.body.items()
        if name.startswith(_ANNOTATION) and profile == "unconfined"
        if overlap(place := annotations.at(name), path)
    ]


def _template(pod: Path, entry: Path) -> tuple[str, ...]:
    """The keys from an object to what holds its pod spec and the pod's metadata."""
    return tuple(str(key) for key in pod[len(entry) : -1])

"""Fixes of API versions that Kubernetes no longer serves.

Only where the newer version says the same, if need be with changes that follow from the file
itself. Source: Kubernetes documentation, Deprecated API Migration Guide.
"""

from collections.abc import Callable, Mapping
from typing import Any

from stages.configs.fixes.k8s.ingress import ingress_changes
from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import objects_at
from stages.configs.parsed import Op, Path, Set

Change = Callable[[Part], list[Op] | None]
"""What else an object needs in the newer version; None if that can't be known."""


def update_version(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Name the version that is served today."""
    return [op for entry in objects_at(value, path) for op in _updated(entry)]


def _updated(entry: Part) -> list[Op]:
    for newer, kinds, olders, change in _NEWER:
        if entry.get("kind") in kinds.split() and entry.get("apiVersion") in olders.split():
            more = change(entry)
            return [] if more is None else [Set(entry.at("apiVersion"), newer), *more]
    return []


def _nothing(_: Part) -> list[Op]:
    return []


def _selector(entry: Part) -> list[Op] | None:
    """Name the pods of a workload, which were those with the labels of its template."""
    spec = entry.get("spec")
    if not isinstance(spec, Mapping) or "rollbackTo" in spec or "templateGeneration" in spec:
        return None
    if spec.get("selector") is not None:
        return []
    labels = entry.get("spec", "template", "metadata", "labels")
    if not labels or not isinstance(labels, Mapping):
        return None
    return [Set(entry.at("spec", "selector", "matchLabels"), dict(labels))]


def _if_selecting(entry: Part) -> list[Op] | None:
    """An empty selector of a disruption budget meant no pods, and means all now."""
    return [] if entry.get("spec", "selector") else None


def _if_plain(entry: Part) -> list[Op] | None:
    """Metrics are written in another way since autoscaling/v2beta2."""
    return None if entry.get("spec", "metrics") else []


_WORKLOADS = "DaemonSet Deployment ReplicaSet StatefulSet"
_RBAC = "ClusterRole ClusterRoleBinding Role RoleBinding"
_STORAGE = "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment"
_OLD_INGRESS = "extensions/v1beta1 networking.k8s.io/v1beta1"

_NEWER: tuple[tuple[str, str, str, Change], ...] = (
    ("apiregistration.k8s.io/v1", "APIService", "apiregistration.k8s.io/v1beta1", _nothing),
    ("apps/v1", _WORKLOADS, "extensions/v1beta1 apps/v1beta1 apps/v1beta2", _selector),
    ("autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta1", _if_plain),
    ("autoscaling/v2", "HorizontalPodAutoscaler", "autoscaling/v2beta2", _nothing),
    ("batch/v1", "CronJob", "batch/v1beta1 batch/v2alpha1", _nothing),
    ("coordination.k8s.io/v1", "Lease", "coordination.k8s.io/v1beta1", _nothing),
    ("networking.k8s.io/v1", "Ingress", _OLD_INGRESS, ingress_changes),
    ("networking.k8s.io/v1", "IngressClass", "networking.k8s.io/v1beta1", _nothing),
    ("networking.k8s.io/v1", "NetworkPolicy", "extensions/v1beta1", _nothing),
    ("node.k8s.io/v1", "RuntimeClass", "node.k8s.io/v1beta1", _nothing),
    ("policy/v1", "PodDisruptionBudget", "policy/v1beta1", _if_selecting),
    ("rbac.authorization.k8s.io/v1", _RBAC, "rbac.authorization.k8s.io/v1beta1", _nothing),
    ("scheduling.k8s.io/v1", "PriorityClass", "scheduling.k8s.io/v1beta1", _nothing),
    ("storage.k8s.io/v1", _STORAGE, "storage.k8s.io/v1beta1", _nothing),
)
"""Newer version, kinds, older versions, and what else changes."""

"""The parts around the path of a finding, which a fix is made for.

A path into a container means that container. The path of a pod or an object means all its
containers, of which a fix leaves those alone that have nothing wrong.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.objects import find_objects
from stages.configs.parsed import Path

_PODS = (
    ("spec", "jobTemplate", "spec", "template", "spec"),
    ("spec", "template", "spec"),
    ("template", "spec"),
    ("spec",),
)
"""Where kinds have their pod: CronJob; Deployment and its like; PodTemplate; Pod."""

_LISTS = ("initContainers", "containers", "ephemeralContainers")


def objects_at(value: Mapping[str, Any], path: Path) -> list[Part]:
    """The Kubernetes object around a path, or those of a list; none outside of documents."""
    if len(path) < 2:
        return []
    return reached((Part(place, body) for place, body in find_objects(value)), path)


def pods_at(value: Mapping[str, Any], path: Path) -> list[Part]:
    """The pod spec of that object, if it has one."""
    return [pod for entry in objects_at(value, path) for pod in _pods_of(entry)]


def containers_at(value: Mapping[str, Any], path: Path) -> list[Part]:
    """The containers of that pod that the path leads to, into or past.

    Not those of Windows pods: most settings of security are refused for them.
    """
    pods = [pod for pod in pods_at(value, path) if pod.get("os", "name") != "windows"]
    return [each for pod in pods for each in reached(containers_of(pod), path)]


def contexts_at(value: Mapping[str, Any], path: Path) -> list[Part]:
    """The security contexts of the pod and its containers that the path leads to, into or past."""
    owners = [owner for pod in pods_at(value, path) for owner in (pod, *containers_of(pod))]
    return reached((each for owner in owners for each in owner.inner("securityContext")), path)


def containers_of(pod: Part) -> list[Part]:
    """All containers of a pod."""
    return [container for key in _LISTS for container in pod.items(key)]


def reached(parts: Iterable[Part], path: Path) -> list[Part]:
    """Those of the parts that a path leads to, into or past."""
    return [part for part in parts if overlap(part.path, path)]


def overlap(one: Path, other: Path) -> bool:
    """Whether one of two paths begins with the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _pods_of(entry: Part) -> list[Part]:
    specs = (spec for keys in _PODS for spec in entry.inner(*keys))
    return [spec for spec in specs if isinstance(spec.get("containers"), list)][:1]

"""Fixes of the user that containers run as."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import containers_at, containers_of, overlap, pods_at
from stages.configs.parsed import Op, Path

USER = 10001
"""Stands for a user that is not root: tune it to the image. Above 10000 it is none of the node."""

_USER = ("securityContext", "runAsUser")
_NON_ROOT = ("securityContext", "runAsNonRoot")


def forbid_root(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Set runAsNonRoot, in the pod where that says false, else in containers.

    With it a container of user 0 would not start, so that such a user is replaced.
    """
    for pod in pods_at(value, path):
        if path[: len(pod.path) + 1] == pod.at("securityContext"):
            owners = [pod, *containers_of(pod)]
            return pod.require(True, *_NON_ROOT) + [op for each in owners for op in _no_root(each)]
        containers = containers_at(value, path)
        return [op for container in containers for op in _forbid(pod, container)]
    return []


def replace_root(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Replace user 0 in the security contexts of pod and containers."""
    return [
        op
        for pod in pods_at(value, path)
        for owner in (pod, *containers_of(pod))
        if overlap(owner.at("securityContext"), path)
        for op in _no_root(owner)
    ]


def _forbid(pod: Part, container: Part) -> list[Op]:
    """Make sure that one container does not run as root."""
    own = container.get(*_USER)
    user = pod.get(*_USER) if own is None else own
    if isinstance(user, int) and user > 0:
        return []
    owner = pod if own is None else container
    stated = container.get(*_NON_ROOT)
    forbidden = pod.get(*_NON_ROOT) if stated is None else stated
    return ([] if forbidden is True else container.require(True, *_NON_ROOT)) + _no_root(owner)


def _no_root(owner: Part) -> list[Op]:
    return owner.require(USER, *_USER) if owner.get(*_USER) == 0 else []

"""Fixes of settings that have one right value."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.k8s.reach import containers_at, contexts_at, pods_at
from stages.configs.parsed import Op, Path


def pod_flag_off(name: str) -> Fixer:
    """Sets a boolean of the pod to false where it is true."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        return [
            op
            for pod in pods_at(value, path)
            if pod.get(name) is True
            for op in pod.require(False, name)
        ]

    return fix


def secure_setting(right: Any, *keys: str) -> Fixer:
    """Sets a key in the security context of containers, be it wrong or missing."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        containers = containers_at(value, path)
        return [op for each in containers for op in each.require(right, "securityContext", *keys)]

    return fix


def wrong_setting(wrong: Any, right: Any, *keys: str) -> Fixer:
    """Replaces a wrong value in the security contexts of a pod and its containers."""

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        return [
            op
            for context in contexts_at(value, path)
            if context.get(*keys) == wrong
            for op in context.require(right, *keys)
        ]

    return fix

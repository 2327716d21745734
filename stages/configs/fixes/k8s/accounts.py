"""Fixes of service accounts."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import objects_at, pods_at
from stages.configs.parsed import Op, Path, Set

_TOKEN = "automountServiceAccountToken"


def keep_token(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Give no API token to the pod, or to any pod of a ServiceAccount."""
    entries = objects_at(value, path)
    accounts = [entry for entry in entries if entry.get("kind") == "ServiceAccount"]
    return [op for part in accounts or pods_at(value, path) for op in part.require(False, _TOKEN)]


def rename_account_field(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Name the account in serviceAccountName, of which serviceAccount is the old name."""
    return [op for pod in pods_at(value, path) for op in _rename(pod)]


def _rename(pod: Part) -> list[Op]:
    name = pod.get("serviceAccount")
    if not isinstance(name, str):
        return []
    new: list[Op] = [Set(pod.at("serviceAccountName"), name)]
    return ([] if pod.get("serviceAccountName") else new) + pod.remove("serviceAccount")

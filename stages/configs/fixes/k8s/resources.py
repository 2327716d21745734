"""Fixes of containers without requests or limits.

The amounts are modest placeholders, to be tuned to what a container is seen to use.
"""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.fix import Fixer
from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.quantity import amount
from stages.configs.fixes.k8s.reach import containers_at
from stages.configs.parsed import Op, Path, Set

_DEFAULTS = {
    "requests": {"cpu": "100m", "memory": "128Mi"},
    "limits": {"cpu": "500m", "memory": "512Mi"},
}


def add_amount(side: str, resource: str) -> Fixer:
    """Adds the request or limit of a resource; `side` is "requests" or "limits".

    A request is never above its limit: where the other side is stated and the default would
    contradict it, what is stated there is taken.
    """

    def fix(value: Mapping[str, Any], path: Path) -> list[Op]:
        return [
            Set(container.at("resources", side, resource), chosen)
            for container in containers_at(value, path)
            if "ephemeralContainers" not in container.path  # they can't have any
            if container.get("resources", side, resource) is None
            if (chosen := _chosen(container, side, resource)) is not None
        ]

    return fix


def _chosen(container: Part, side: str, resource: str) -> Any:
    """What to add; None if what is stated on the other side is no quantity."""
    default = _DEFAULTS[side][resource]
    other = "limits" if side == "requests" else "requests"
    stated = container.get("resources", other, resource)
    bound, usual = amount(stated), amount(default)
    if stated is None or usual is None:
        return default
    if bound is None:
        return None
    fits = usual <= bound if side == "requests" else usual >= bound
    return default if fits else stated

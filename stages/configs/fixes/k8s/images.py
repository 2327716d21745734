"""The fix of images that are not pulled."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.reach import containers_at
from stages.configs.parsed import Op, Path


def pull_always(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Have the registry asked for the image at each start."""
    return [
        op
        for container in containers_at(value, path)
        if container.get("imagePullPolicy") in ("Never", "IfNotPresent")
        for op in container.require("Always", "imagePullPolicy")
    ]

"""The fix of a variable that is set twice."""

from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.fixes.k8s.reach import containers_at
from stages.configs.parsed import Op, Path, Remove


def keep_last_variable(value: Mapping[str, Any], path: Path) -> list[Op]:
    """Remove all but the last of the variables of one name: the last one is what counts."""
    return [op for container in containers_at(value, path) for op in _keep_last(container)]


def _keep_last(container: Part) -> list[Op]:
    variables = list(container.items("env"))
    last = {variable.get("name"): variable.path for variable in variables}
    text = str(container.get("env"))
    return [
        Remove(variable.path)
        for variable in variables
        if last[variable.get("name")] != variable.path
        if f"$({variable.get('name')})" not in text  # the earlier one may be used in between
    ]

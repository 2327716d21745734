"""What an Ingress of a beta version needs in networking.k8s.io/v1.

Kubernetes documentation, Deprecated API Migration Guide: `spec.backend` is `spec.defaultBackend`,
`serviceName` and `servicePort` are `service.name` and `service.port.number` or `.name`, and each
path has a `pathType`; ImplementationSpecific is what it was without.
"""

from typing import Any

from stages.configs.fixes.k8s.part import Part
from stages.configs.parsed import Op, Set


def ingress_changes(entry: Part) -> list[Op] | None:
    """The changes but for the version; None if a backend has an unknown form."""
    ops: list[Op] = []
    for part, name in _backends(entry):
        if (backend := _converted(part.body)) is None:
            return None
        ops.append(Set((*part.path[:-1], name), backend))
    for path in _paths(entry):
        ops += [] if path.get("pathType") else path.require("ImplementationSpecific", "pathType")
    return ops + entry.remove("spec", "backend")


def _paths(entry: Part) -> list[Part]:
    rules = entry.items("spec", "rules")
    return [path for rule in rules for path in rule.items("http", "paths")]


def _backends(entry: Part) -> list[tuple[Part, str]]:
    """The backends, and the names of their keys in the new version."""
    default = [(part, "defaultBackend") for part in entry.inner("spec", "backend")]
    return default + [(part, "backend") for path in _paths(entry) for part in path.inner("backend")]


def _converted(backend: Any) -> dict[str, Any] | None:
    """A backend in the new form; None if it has another than the old one."""
    name, port = backend.get("serviceName"), backend.get("servicePort")
    if set(backend) != {"serviceName", "servicePort"} or not isinstance(port, int | str):
        return None
    number = int(port) if str(port).isdecimal() else None
    return {
        "service": {"name": name, "port": {"name": port} if number is None else {"number": number}}
    }

"""Where a finding of KubeLinter stands, which names parts of an object by their names only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stages.configs.parsed import Path
from stages.configs.scanners.kube_linter_checks import Names, named

# Where each kind of object holds its pod spec; the others, where most hold it.
_PODS: Mapping[str, tuple[str, ...]] = {
    "Pod": ("spec",),
    "CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
}
_POD = ("spec", "template", "spec")
_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an object."""

    path: Path
    value: Any

    def below(self, *keys: str) -> "Part | None":
        """The part at `keys`."""
        part = self.follow(*keys)
        return part if len(part.path) == len(self.path) + len(keys) else None

    def follow(self, *keys: str) -> "Part":
        """The part at `keys`, or as deep as there is one."""
        part = self
        for key in keys:
            if not isinstance(part.value, dict) or key not in part.value:
                break
            part = Part((*part.path, key), part.value[key])
        return part

    def items(self, key: str) -> "Iterator[Part]":
        """The items of a list that are objects."""
        listed = self.below(key)
        if listed and isinstance(listed.value, list):
            for index, value in enumerate(listed.value):
                if isinstance(value, dict):
                    yield Part((*listed.path, index), value)


@dataclass(frozen=True, slots=True)
class Place:
    """The parts that a message about an object speaks of."""

    object: Part
    message: str
    names: Names

    def find(self, path: tuple[str, ...]) -> Path | None:
        """Where the finding stands; None if its part is not in the file."""
        first, *keys = path
        part = _PARTS[first](self, *keys[:1])
        return part.follow(*keys).path if part else None

    def pod(self, *_: str) -> Part | None:
        """The pod spec."""
        return self.object.below(*_PODS.get(self.object.value["kind"], _POD))

    def container(self, *_: str) -> Part | None:
        """The container that is named."""
        name, pod = named(self.names.container, self.message), self.pod()
        lists = [pod.items(key) for key in _CONTAINERS] if pod else []
        found = (part for parts in lists for part in parts)
        return next((part for part in found if (part.value.get("name") or "") == name), None)

    def context(self, key: str) -> Part | None:
        """The security context in which `key` is set, or would be best."""
        container, pod = self.container(), self.pod()
        for part in (container, pod):
            if part and part.below("securityContext", key):
                return part.below("securityContext")
        return container and container.follow("securityContext")

    def variable(self, *_: str) -> Part | None:
        """The variable that is named; of several the last, which counts."""
        name, container = named(self.names.variable, self.message), self.container()
        env = list(container.items("env")) if container else []
        return next((part for part in reversed(env) if part.value.get("name") == name), None)

    def volume(self, *_: str) -> Part | None:
        """The volume that is the named folder of the host."""
        folder, pod = named(self.names.folder, self.message), self.pod()
        for part in pod.items("volumes") if pod else ():
            path = part.below("hostPath", "path")
            if path and path.value == folder:
                return part
        return None

    def mount(self, *_: str) -> Part | None:
        """Where the container mounts that volume."""
        volume, container = self.volume(), self.container()
        if not volume or not container:
            return None
        mounts = container.items("volumeMounts")
        return next((p for p in mounts if p.value.get("name") == volume.value.get("name")), None)


_PARTS: Mapping[str, Callable[..., Part | None]] = {
    "object": lambda place, *_: place.object,
    "pod": Place.pod,
    "container": Place.container,
    "context": Place.context,
    "variable": Place.variable,
    "volume": Place.volume,
    "mount": Place.mount,
}

"""What the metadata of the traces is made from: no source is fetched for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from schemas.domain import Domain
from stages.hub.metadata.validated import Validated


class DomainFile(Protocol):
    """A file of schemas/domains/, as the room of the traces reads it."""

    @property
    def domain(self) -> Domain:
        """What it says."""
        ...

    @property
    def digest(self) -> str:
        """Of the file's bytes; every trace of the domain carries it."""
        ...


@dataclass(frozen=True, slots=True)
class TraceInputs(Validated):
    """A validated release with the registry."""

    registry: Mapping[str, DomainFile]
    """By name of the domain."""

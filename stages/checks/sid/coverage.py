"""Which tools and domains of the registry the traces use."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.domain import Domain
from schemas.traces_metadata import TracesMetadata
from stages.checks.problems import Problems

NAMED = 5
"""Tools that a problem names."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the traces could use, and what they do."""

    domains: tuple[str, ...]
    """Those that the metadata counts: a set may be made of some only."""

    left_out: tuple[str, ...]
    """The other domains of the registry."""

    missing: tuple[str, ...]
    """Domains that are meant and have no trace."""

    calls: dict[str, int]
    """Calls by tool, of all tools of the meant domains that the policies allow."""

    @property
    def unused(self) -> tuple[str, ...]:
        """Tools that no trace calls."""
        return tuple(tool for tool, calls in self.calls.items() if not calls)


def covered(
    registry: Mapping[str, Domain], account: TracesMetadata | None, figures: Mapping[str, Any]
) -> Coverage:
    """Compare what was measured with the registry; without an account all of it is meant."""
    meant = sorted(registry.keys() & account.counts.keys() if account else registry)
    tools = sorted(tool for name in meant for tool in registry[name].callable)
    return Coverage(
        domains=tuple(meant),
        left_out=tuple(sorted(registry.keys() - set(meant))),
        missing=tuple(name for name in meant if not figures["domains"].get(name)),
        calls={tool: figures["tools"].get(tool, 0) for tool in tools},
    )


def check_coverage(found: Coverage, folder: Path, problems: Problems) -> None:
    """Note domains without traces, and tools that none uses."""
    for name in found.missing:
        problems.add(f"no trace of domain {name!r}", folder)
    if unused := found.unused:
        named = ", ".join(unused[:NAMED]) + (", ..." if len(unused) > NAMED else "")
        what = f"{len(unused)} of {len(found.calls)} tools are in no trace: {named}"
        problems.add(what, folder)

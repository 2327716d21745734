"""The registry that the traces were made with: domains, and the tools of each."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schemas.domain import INTENTS, SENSITIVITIES, Tool
from schemas.meta import MetaRow
from schemas.traces_metadata import TracesMetadata
from stages.common.errors import PipelineError
from stages.hub.metadata.sid.inputs import DomainFile, TraceInputs

REGISTRY = (
    "All domains that the traces are of; forbidden tools are in no trace. digest: the first 16 hex"
    " digits of a domain file's SHA-256, which its traces carry; version: such a digest of all."
)


def tool_rows(inputs: TraceInputs, account: TracesMetadata) -> Iterator[MetaRow]:
    """A row of all domains, then one a domain."""
    files = domain_files(inputs, account)
    calls = inputs.report.figures["diversity"]["tools"]
    yield inputs.row("tools", "registry", REGISTRY, _summed_up(files.values()))
    for name, file in files.items():
        description = f"{name}: tools that may be called, how often they are, and those forbidden."
        yield inputs.row("tools", file.domain.slug, description, _domain(file, calls))


def domain_files(inputs: TraceInputs, account: TracesMetadata) -> dict[str, DomainFile]:
    """The files of the domains that the metadata counts; raises PipelineError if one is gone."""
    for name in account.counts:
        if name not in inputs.registry:
            raise PipelineError(f"no domain {name!r}", where="schemas/domains")
    return {name: inputs.registry[name] for name in account.counts}


def registry_version(files: Iterable[DomainFile]) -> str:
    """One digest for all, 16 hex digits."""
    lines = sorted(f"{file.domain.slug} {file.digest}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _summed_up(files: Iterable[DomainFile]) -> dict[str, Any]:
    found = list(files)
    tools = [tool for file in found for tool in file.domain.callable.values()]
    return {
        "version": registry_version(found),
        "domains": len(found),
        "tools": len(tools),
        "forbidden": sum(len(file.domain.policy.forbidden) for file in found),
        **_classes(tools),
    }


def _classes(tools: list[Tool]) -> dict[str, dict[str, int]]:
    intents = Counter(tool.intent for tool in tools)
    tiers = Counter(tool.sensitivity for tool in tools)
    return {
        "by_intent": {intent: intents[intent] for intent in INTENTS},
        "by_sensitivity": {tier: tiers[tier] for tier in SENSITIVITIES},
    }


def _domain(file: DomainFile, calls: Mapping[str, int]) -> dict[str, Any]:
    domain = file.domain
    return {
        "domain": domain.domain,
        "file": f"schemas/domains/{domain.slug}.yaml",
        "digest": file.digest,
        "tools": {
            tool_id: {
                "intent": tool.intent,
                "sensitivity": tool.sensitivity,
                "calls": calls.get(tool_id, 0),
            }
            for tool_id, tool in domain.callable.items()
        },
        "forbidden": sorted(domain.policy.forbidden),
    }

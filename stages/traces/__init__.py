"""SID: domains, the oracle that makes traces, the validator that judges them.

    from stages.traces import DomainRegistry, TraceValidator, stream_traces

The names below come from modules that are imported when one is first asked for: a stage that needs
one part of the room neither waits for the others nor depends on them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stages.traces.domain_registry import DomainRegistry
    from stages.traces.features import trace_features
    from stages.traces.oracle_agent import OracleAgent
    from stages.traces.stream import as_iterable_dataset, stream_traces
    from stages.traces.trace_validator import TraceValidator

__all__ = [
    "DomainRegistry",
    "OracleAgent",
    "TraceValidator",
    "as_iterable_dataset",
    "stream_traces",
    "trace_features",
]

_MODULES = {
    "DomainRegistry": "domain_registry",
    "OracleAgent": "oracle_agent",
    "TraceValidator": "trace_validator",
    "as_iterable_dataset": "stream",
    "stream_traces": "stream",
    "trace_features": "features",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for; PEP 562."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

"""The metadata tells of the traces that are there, and no trace is there twice."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas.traces_metadata import TracesMetadata
from stages.checks.problems import Problems

Figures = Mapping[str, Any]


def check_repetitions(figures: Figures, folder: Path, problems: Problems) -> None:
    """Note traces that occur more than once, under another id perhaps, and ids that do."""
    if repeated := figures["duplicates"]["trace_ids"]:
        problems.add(f"{repeated} traces have the trace_id of another", folder)
    if repeated := figures["duplicates"]["traces"]:
        problems.add(f"{repeated} traces have the request and the calls of another", folder)


def check_agreement(
    account: TracesMetadata, figures: Figures, path: Path, problems: Problems
) -> None:
    """Compare the metadata with what was measured of a set in which every trace is sound."""
    problems.add_all(_counts("domain", _by_domain(account), figures["domains"]), path)
    problems.add_all(_counts("intent", _by_intent(account), figures["intents"]), path)
    problems.add_all(_differences("diversity", account.diversity, figures), path)


def _by_domain(account: TracesMetadata) -> Counter[str]:
    return Counter({name: sum(intents.values()) for name, intents in account.counts.items()})


def _by_intent(account: TracesMetadata) -> Counter[str]:
    counts: Counter[str] = Counter()
    for intents in account.counts.values():
        counts.update(intents)
    return counts


def _counts(kind: str, told: Mapping[str, int], there: Mapping[str, int]) -> Iterator[str]:
    for name in sorted(told.keys() | there.keys()):
        ours, theirs = there.get(name, 0), told.get(name, 0)
        if ours != theirs:
            yield f"counts: {theirs} traces of {kind} {name!r}, there are {ours}"


def _differences(key: str, told: Any, measured: Any) -> Iterator[str]:
    """The leaves that differ, each with its key."""
    if isinstance(told, Mapping) and isinstance(measured, Mapping):
        for name in sorted(told.keys() | measured.keys()):
            theirs, ours = told.get(name, "nothing"), measured.get(name, "nothing")
            yield from _differences(f"{key}.{name}", theirs, ours)
    elif told != measured:
        yield f"{key}: {_shown(told)}, measured is {_shown(measured)}"


def _shown(value: Any) -> str:
    return f"{len(value)} figures" if isinstance(value, Mapping) else f"{value}"

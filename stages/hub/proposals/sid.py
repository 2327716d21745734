"""SID on the Hub: all traces as one split of a private repository, metadata to a public one."""

from schemas.sections.push import Targets
from schemas.trace import GoldTrace
from schemas.traces_files import CONFIG, SPLIT
from stages.hub.features import features
from stages.hub.plan import PlannedFile, PlannedSplit, Proposal
from stages.hub.proposals.release import Release
from stages.hub.proposals.repositories import repositories

OBJECTS = frozenset({"policy.scope_limits"})
"""Columns that are a model here, and JSON in the files: they are what arguments are checked by."""

MOMENTS = frozenset({"created_at", "graph.calls.provenance.timestamp"})
"""JSON, too, where the files are JSON lines: readers would take them for their own kind of time,
and write that another way."""


def proposals(release: Release, targets: Targets) -> list[Proposal]:
    """The two repositories. That the traces are synthetic does not speak against them."""
    return repositories(release, targets, [_traces(release)], ())


def _traces(release: Release) -> PlannedSplit:
    """The shards as they were validated; whether they are so still is asked of all families."""
    report = release.report
    files = {name: file.sha256 for name, file in report.files.items() if file.rows is not None}
    parquet = all(name.endswith(".parquet") for name in files)
    return PlannedSplit(
        config=CONFIG,
        split=SPLIT,
        rows=report.splits.get(CONFIG, {}).get(SPLIT, 0),
        select={},
        files=tuple(PlannedFile(path=name, sha256=sha256) for name, sha256 in files.items()),
        features=features(GoldTrace, OBJECTS if parquet else OBJECTS | MOMENTS),
        nulls={},  # null is an answer here: no span of time, no target of an export
    )

"""Each family has a private repository with rows and metadata, a public one with metadata."""

from collections.abc import Iterable
from pathlib import Path

from schemas.sections.push import Targets
from stages.common.files import sha256_file
from stages.hub.plan import PlannedFile, PlannedSplit, Proposal
from stages.hub.proposals.metadata import metadata_objections, metadata_split
from stages.hub.proposals.release import Release
from stages.hub.records import must_exist
from stages.hub.validated import objections


def repositories(
    release: Release, targets: Targets, splits: Iterable[PlannedSplit], against: Iterable[str]
) -> list[Proposal]:
    """The two repositories. What else is `against` it, is asked of a validated release only."""
    invalid = list(objections(release.report, release.name))
    stale = metadata_objections(release.family, release.name)
    refused = (*invalid, *stale, *(() if invalid else against))
    private = Proposal(
        family=release.family.name,
        repository=targets.private,
        visibility="private",
        objections=refused,
        splits=(*splits, metadata_split(release.family, config="meta")),
    )
    public = Proposal(
        family=release.family.name,
        repository=targets.metadata,
        visibility="public",
        objections=refused,
        splits=(metadata_split(release.family, config="default"),),
    )
    return [private, public]


def planned_file(path: Path, stage: str) -> PlannedFile:
    """A file of rows that `stage` has made; raises PipelineError if it has not."""
    must_exist(path, stage)
    return PlannedFile(path=path.as_posix(), sha256=sha256_file(path))

"""E2 on the Hub: a config a file of rows in a private repository, metadata to a public one."""

from collections.abc import Iterator

from schemas.e2 import E2Row
from schemas.e2_sampling import E2Sampling
from schemas.e2_sets import SETS, SPLIT, STAGE, sampling_file
from schemas.sections.push import Targets
from stages.hub.features import features, nulls
from stages.hub.plan import PlannedSplit, Proposal
from stages.hub.proposals.release import Release
from stages.hub.proposals.repositories import planned_file, repositories
from stages.hub.records import load_record


def proposals(release: Release, targets: Targets) -> list[Proposal]:
    """The two repositories, with the splits of each and what speaks against it."""
    return repositories(release, targets, _row_splits(release), _not_real(release))


def _not_real(release: Release) -> Iterator[str]:
    """Files or findings that come from committed samples, under whatever name the release goes."""
    path = release.family.folder / sampling_file(release.name)
    sampling = load_record(E2Sampling, path, stage=STAGE)
    for name, account in sampling.sets.items():
        if any(source.synthetic for source in account.sources.values()):
            yield f"{name} is made from synthetic samples"
    for tool in sampling.replayed:
        yield f"{tool} was not run: its findings are a replayed record"


def _row_splits(release: Release) -> Iterator[PlannedSplit]:
    for spec in SETS:
        yield from _row_split(release, spec.name, spec.labeled_file(release.name))
        yield from _row_split(release, spec.verified, spec.verified_file(release.name))


def _row_split(release: Release, config: str, file: str) -> Iterator[PlannedSplit]:
    """The rows of a file; a file without any is left out, for the Hub can't show an empty split."""
    rows = release.report.splits.get(config, {}).get(SPLIT, 0)
    if rows:
        yield PlannedSplit(
            config=config,
            split=SPLIT,
            rows=rows,
            select={},
            files=(planned_file(release.family.folder / file, STAGE),),
            features=features(E2Row),
            nulls=nulls(E2Row),
        )

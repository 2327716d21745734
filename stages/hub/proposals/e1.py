"""E1 on the Hub: train, dev, test and ood to a private repository, metadata to a public one."""

from collections.abc import Iterator, Sequence

from schemas.e1 import E1Row
from schemas.e1_sampling import SamplingFile
from schemas.e1_sets import OOD, PRIMARY, SETS, E1Set
from schemas.sections.push import Targets
from stages.hub.features import features, nulls
from stages.hub.plan import PlannedSplit, Proposal
from stages.hub.proposals.release import Release
from stages.hub.proposals.repositories import planned_file, repositories
from stages.hub.records import load_record


def proposals(release: Release, targets: Targets) -> list[Proposal]:
    """The two repositories, with the splits of each and what speaks against it."""
    return repositories(release, targets, _row_splits(release), _made_up(release))


def _made_up(release: Release) -> Iterator[str]:
    """Sets from committed samples, under whatever name the release goes."""
    for spec in SETS:
        path = release.family.folder / spec.account_file(release.name)
        if load_record(SamplingFile, path, stage=spec.stage).sets[spec.name].synthetic:
            yield f"{spec.name} is made from synthetic samples"


def _row_splits(release: Release) -> Iterator[PlannedSplit]:
    for split in PRIMARY.splits:
        yield _row_split(release, split, [PRIMARY], {"meta.split": split})
    yield _row_split(release, "ood", OOD, {})


def _row_split(
    release: Release, split: str, sets: Sequence[E1Set], select: dict[str, str]
) -> PlannedSplit:
    counts = [release.report.splits.get(spec.name, {}).get(split, 0) for spec in sets]
    files = [(release.family.folder / spec.rows_file(release.name), spec.stage) for spec in sets]
    return PlannedSplit(
        config="default",
        split=split,
        rows=sum(counts),
        select=select,
        files=tuple(planned_file(path, stage) for path, stage in files),
        features=features(E1Row),
        nulls=nulls(E1Row),
    )

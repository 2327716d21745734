"""E1 on the Hub: train, dev, test and ood to a private repository, metadata to a public one."""

from collections.abc import Iterator, Sequence

from schemas.e1 import E1Row
from schemas.e1_sets import OOD, PRIMARY, SETS, E1Set
from schemas.sampling import SamplingFile
from schemas.sections.push import Targets
from stages.common.files import sha256_file
from stages.hub.features import features
from stages.hub.plan import PlannedFile, PlannedSplit, Proposal
from stages.hub.proposals.metadata import metadata_objections, metadata_split
from stages.hub.proposals.release import Release
from stages.hub.records import load_record, must_exist
from stages.hub.validated import objections


def proposals(release: Release, targets: Targets) -> list[Proposal]:
    """The two repositories, with the splits of each and what speaks against it."""
    against = tuple(_objections(release))
    private = Proposal(
        family="e1",
        repository=targets.private,
        visibility="private",
        objections=against,
        splits=(*_row_splits(release), metadata_split(release.metadata, config="meta")),
    )
    public = Proposal(
        family="e1",
        repository=targets.metadata,
        visibility="public",
        objections=against,
        splits=(metadata_split(release.metadata, config="default"),),
    )
    return [private, public]


def _objections(release: Release) -> list[str]:
    invalid = list(objections(release.report, release.name))
    return [
        *invalid,
        *metadata_objections(release.metadata, release.name),
        *([] if invalid else _made_up(release)),
    ]


def _made_up(release: Release) -> Iterator[str]:
    """Sets from committed samples, under whatever name the release goes."""
    for spec in SETS:
        path = release.folder / spec.account_file(release.name)
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
    return PlannedSplit(
        config="default",
        split=split,
        rows=sum(counts),
        select=select,
        files=tuple(_file(release, spec) for spec in sets),
        features=features(E1Row),
    )


def _file(release: Release, spec: E1Set) -> PlannedFile:
    path = release.folder / spec.rows_file(release.name)
    must_exist(path, spec.stage)
    return PlannedFile(path=path.as_posix(), sha256=sha256_file(path))

"""The metadata as a split: public, and beside the private rows for those who have these."""

from collections.abc import Iterator

from schemas.meta import MetaRow
from stages.common.files import sha256_file
from stages.hub.families import Family
from stages.hub.features import features, nulls
from stages.hub.plan import PlannedFile, PlannedSplit
from stages.hub.records import load_rows


def metadata_split(family: Family, config: str) -> PlannedSplit:
    """All rows of the family's file as the split `meta`."""
    path = family.metadata
    return PlannedSplit(
        config=config,
        split="meta",
        rows=sum(1 for _ in _rows(family)),
        select={},
        files=(PlannedFile(path=path.as_posix(), sha256=sha256_file(path)),),
        features=features(MetaRow),
        nulls=nulls(MetaRow),
    )


def metadata_objections(family: Family, release: str) -> list[str]:
    """Why the metadata does not go with a release: it was made for another."""
    versions = {row.version for row in _rows(family)}
    return [
        f"{family.metadata.as_posix()} is of release {version}, not {release}"
        for version in sorted(versions - {release})
    ]


def _rows(family: Family) -> Iterator[MetaRow]:
    return load_rows(MetaRow, family.metadata, stage=family.export_meta)

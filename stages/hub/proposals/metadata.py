"""The metadata as a split: public, and beside the private rows for those who have these."""

from pathlib import Path

from schemas.meta import MetaRow
from stages.common.files import sha256_file
from stages.hub.features import features, nulls
from stages.hub.plan import PlannedFile, PlannedSplit
from stages.hub.records import load_rows


def metadata_split(path: Path, config: str) -> PlannedSplit:
    """All rows of the file as the split `meta`."""
    return PlannedSplit(
        config=config,
        split="meta",
        rows=sum(1 for _ in load_rows(MetaRow, path, stage="export-meta")),
        select={},
        files=(PlannedFile(path=path.as_posix(), sha256=sha256_file(path)),),
        features=features(MetaRow),
        nulls=nulls(MetaRow),
    )


def metadata_objections(path: Path, release: str) -> list[str]:
    """Why the metadata does not go with a release: it was made for another."""
    versions = {row.version for row in load_rows(MetaRow, path, stage="export-meta")}
    return [
        f"{path.as_posix()} is of release {version}, not {release}"
        for version in sorted(versions - {release})
    ]

"""What a push would do: which files become which splits of which repository, and whether it may.

{"release": "v1",
 "repositories": [
   {"family": "e1", "repository": "…/security-datasets-e1", "visibility": "private",
    "allowed": true, "refused": [], "commit_message": "Release v1 of e1: 1,260 train, …",
    "splits": [{"config": "default", "split": "train", "rows": 1260, "select": {…},
                "files": [{"path": "data/e1/…", "sha256": "…"}], "features": {…}, "nulls": {}}]}]}
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from schemas.strict import Strict

Visibility = Literal["private", "public"]

SYNTHETIC_RELEASE = "test"
"""The release that is built from committed samples."""


class PlannedFile(Strict):
    """A file of this repository."""

    path: str
    sha256: str


class PlannedSplit(Strict):
    """Rows that `load_dataset(repository, config, split=split)` would give."""

    config: str
    """Splits of one config share their features, so that metadata has a config of its own."""

    split: str
    rows: int
    select: dict[str, str]
    """The rows of the files that are meant, as `{"meta.split": "train"}`; empty: all."""

    files: tuple[PlannedFile, ...]
    """Read one after the other."""

    features: dict[str, Any]
    """For `datasets.Features.from_dict`."""

    nulls: dict[str, str]
    """What to write for null, by column, `{"info.patch": ""}`; elsewhere null stays null."""

    @property
    def label(self) -> str:
        """The split with its config, where that says more."""
        return self.split if self.config in ("default", self.split) else self.config


class PlannedRepository(Strict):
    """One commit to one dataset repository."""

    family: str
    repository: str
    visibility: Visibility
    """What the repository must be; a private one that is found public is never written to."""

    allowed: bool
    refused: tuple[str, ...]
    """Why not; empty where it is allowed."""

    commit_message: str
    splits: tuple[PlannedSplit, ...]


class Plan(Strict):
    """data/push/plan.json."""

    release: str
    repositories: tuple[PlannedRepository, ...]


class Proposal(Strict):
    """What a family wants to have pushed to one repository."""

    family: str
    repository: str
    visibility: Visibility
    objections: tuple[str, ...]
    """What speaks against it from the family's point of view."""

    splits: tuple[PlannedSplit, ...]


def make_plan(release: str, proposals: Sequence[Proposal]) -> Plan:
    """Decide over all proposals together: a pure function."""
    mixed = _mixed(proposals)
    return Plan(
        release=release,
        repositories=tuple(_planned(release, proposal, mixed) for proposal in proposals),
    )


def _planned(release: str, proposal: Proposal, mixed: frozenset[str]) -> PlannedRepository:
    refused = list(proposal.objections)
    if release == SYNTHETIC_RELEASE:
        refused.insert(0, f"release {release} is synthetic and never published")
    if proposal.repository.casefold() in mixed:
        refused.append("the repository is listed both as private and as public")
    rows = ", ".join(f"{split.rows:,} {split.label}" for split in proposal.splits)
    return PlannedRepository(
        family=proposal.family,
        repository=proposal.repository,
        visibility=proposal.visibility,
        allowed=not refused,
        refused=tuple(refused),
        commit_message=f"Release {release} of {proposal.family}: {rows}",
        splits=proposal.splits,
    )


def _mixed(proposals: Iterable[Proposal]) -> frozenset[str]:
    """Repositories that would be both private and public; the Hub ignores case."""
    names: dict[Visibility, set[str]] = {"private": set(), "public": set()}
    for proposal in proposals:
        names[proposal.visibility].add(proposal.repository.casefold())
    return frozenset(names["private"] & names["public"])

"""The account of a sampled E1 set: every row that was read, and what became of it.

Stages write one `SetAccount` a data set into data/e1/sampling-*.json.
"""

from typing import Self

from pydantic import model_validator

from schemas.sampling import Rejected, add_up
from schemas.strict import Strict


class SetAccount(Strict):
    """read = kept + duplicate + rejected + surplus."""

    source: str
    synthetic: bool
    """Made from a committed sample: never for training or evaluation."""

    read: int
    kept: int
    duplicate: int
    """Rows whose rendered fields and label another row already has."""

    rejected: dict[str, Rejected]
    """By reason; the rows are in data/rejects/."""

    surplus: int
    """Usable rows beyond the limit or a cap."""

    twin_groups: int
    """Groups of near-twins among the usable rows."""

    largest_twin_group: int
    """Usable rows of the largest group."""

    answers: dict[str, int]
    splits: dict[str, int]
    families: dict[str, int]
    scenarios: dict[str, int]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        add_up(self.read, self.kept, self.duplicate, self.rejected, self.surplus)
        for name in ("answers", "splits", "families", "scenarios"):
            if sum(getattr(self, name).values()) != self.kept:
                raise ValueError(f"{name} do not add up to kept, {self.kept}")
        return self


class SamplingFile(Strict):
    """sampling-iot23-R.json and sampling-e1-ood-R.json."""

    release: str
    seed: int
    limit: int
    sets: dict[str, SetAccount]
    """By file stem without the release: iot23-train-dev-test, cic-ids-2017-ood, unsw-nb15-ood."""

"""What the sections sample and build_ood have in common."""

from pydantic import Field

from schemas.strict import Strict


class Caps(Strict):
    """How much of one class may come from one place; never less than an even share."""

    scenario: float = Field(gt=0, le=1)
    """Largest share of a class's rows from one scenario (capture)."""

    family: float = Field(gt=0, le=1)
    """Largest share of the malicious rows with one detailed label."""

    twins: int = Field(ge=1)
    """Most rows from one group of near-twins."""


class FlowParams(Strict):
    """How many rows, and which."""

    limit: int = Field(ge=2, le=1_000_000)
    """Rows a data set, half of them of each class."""

    seed: int = Field(ge=0, lt=2**63)
    """Decides which of the rows that qualify are taken."""

    caps: Caps

    max_faults: float = Field(ge=0, le=1)
    """Largest share of rows that may be malformed or without a known label."""

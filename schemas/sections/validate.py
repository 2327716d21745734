"""Parameters of the stage validate."""

from pydantic import Field

from schemas.strict import Strict


class Difficulty(Strict):
    """When a set is too easy: accuracy of simple classifiers on the rendered fields."""

    min_rows: int = Field(ge=2)
    """From this many rows up a threshold that is passed fails the stage; below it is reported."""

    majority: float = Field(gt=0, le=1)
    """Largest share of the more frequent class."""

    stump: float = Field(gt=0, le=1)
    """Largest accuracy of the best decision on one field."""

    tree: float = Field(gt=0, le=1)
    """Largest accuracy of a small decision tree."""


class E1Checks(Strict):
    """Checks of the network-log sets."""

    difficulty: Difficulty


class PatchedShares(Strict):
    """Smallest share of the rows with findings that have a patch, by set."""

    k8s: float = Field(ge=0, le=1)
    terraform: float = Field(ge=0, le=1)


class E2Checks(Strict):
    """Checks of the config sets."""

    min_rows: int = Field(ge=1)
    """From this many rows with findings up a share that is not reached fails the stage."""

    patched_share: PatchedShares


class ValidateParams(Strict):
    """Section `validate`, one entry a family."""

    e1: E1Checks
    e2: E2Checks

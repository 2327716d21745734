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


class SidChecks(Strict):
    """Checks of the gold traces: how varied they are."""

    min_traces: int = Field(ge=1)
    """From this many traces up a limit that is passed fails the stage, as a tool or a domain does
    that is in no trace; below it is reported."""

    repeated_requests: float = Field(ge=0, le=1)
    """Largest share of requests that repeat the words of an earlier one."""

    near_duplicates: float = Field(ge=0, le=1)
    """Largest share of requests with a near twin, among those that are sampled."""

    mean_calls: float = Field(ge=1)
    """Smallest mean of tool calls a graph."""

    data_dependency: float = Field(ge=0, le=1)
    """Smallest share of graphs in which a call uses another's result."""

    branch_or_join: float = Field(ge=0, le=1)
    """Smallest share of graphs that are no mere chain."""

    intent_share: float = Field(ge=0, le=1)
    """Smallest share of traces of each intent; there are six, so that 1/6 is the most."""


class ValidateParams(Strict):
    """Section `validate`, one entry a family."""

    e1: E1Checks
    e2: E2Checks
    sid: SidChecks

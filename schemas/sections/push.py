"""Parameters of the stage push."""

from pydantic import Field

from schemas.strict import Strict


class Targets(Strict):
    """The Hub repositories of one family."""

    private: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    """Dataset repository for the rows; must be private on the Hub."""

    metadata: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    """Public dataset repository for the metadata alone."""


class PushParams(Strict):
    """Section `push`, one entry a family."""

    e1: Targets
    e2: Targets
    sid: Targets

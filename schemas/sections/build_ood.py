"""Parameters of the stage build-ood."""

from typing import Literal

from schemas.sections.flows import FlowParams


class BuildOodParams(FlowParams):
    """Section `build_ood`; limit counts the rows of each data set."""

    attempted: Literal["drop", "benign", "own"]
    """CIC-IDS-2017 attack flows without forward payload: reject, call benign, or own family."""

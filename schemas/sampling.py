"""What the accounts of all families share: read = kept + duplicate + rejected + surplus."""

from collections.abc import Mapping

from schemas.strict import Strict


class Rejected(Strict):
    """Rows or files not used for one reason."""

    rows: int
    fault: bool
    """True for malformed ones and unknown labels, False for those left out by design."""


def add_up(
    read: int, kept: int, duplicate: int, rejected: Mapping[str, Rejected], surplus: int
) -> None:
    """Raise ValueError unless everything that was read is accounted for."""
    parts = kept + duplicate + surplus + sum(reason.rows for reason in rejected.values())
    if parts != read:
        raise ValueError(f"kept + duplicate + rejected + surplus is {parts}, read is {read}")

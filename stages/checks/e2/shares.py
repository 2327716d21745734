"""Enough of the rows with findings have a patch."""

from schemas.sections.validate import E2Checks
from stages.checks.e2.labeled import LabeledSet
from stages.checks.problems import Problems


def patched_share(loaded: LabeledSet) -> float | None:
    """Share of the rows with findings that have a patch; None if nothing was found."""
    if not loaded.with_findings:
        return None
    return len(loaded.patched) / loaded.with_findings


def check_share(loaded: LabeledSet, limits: E2Checks, problems: Problems) -> None:
    """Note a share that is too small, if the set has rows enough for it to mean something."""
    name, share = loaded.spec.name, patched_share(loaded)
    wanted = getattr(limits.patched_share, name)
    if share is None or loaded.with_findings < limits.min_rows or share >= wanted:
        return
    problems.add(
        f"{len(loaded.patched)} of {loaded.with_findings} rows with findings have a patch, a share"
        f" of {share:.4f}; validate.e2.patched_share.{name} wants {wanted:g}",
        loaded.path,
    )

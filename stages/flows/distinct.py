"""Find duplicates, conflicts and near-twins within one partition."""

from dataclasses import dataclass

import numpy as np

from stages.flows.record import Flags, Flows, Ints, Words


@dataclass(frozen=True, slots=True)
class Precedence:
    """Which scenario and family a row keeps when equal rows have several: the first by name.

    The order of arrival must not decide it.
    """

    scenarios: Ints
    """Rank of each scenario code."""

    families: Ints
    """Rank of each family code."""

    files: Ints
    """Rank of each file code."""

    def of(self, flows: Flows) -> Ints:
        """One number a row; less is preferred."""
        families = self.families[flows["family"]]
        return self.scenarios[flows["scenario"]] * len(self.families) + families

    def apply(self, flows: Flows, numbers: Ints) -> None:
        """Give rows the scenario and family of the numbers."""
        scenario_ranks, family_ranks = np.divmod(numbers, len(self.families))
        flows["scenario"] = np.argsort(self.scenarios)[scenario_ranks]
        flows["family"] = np.argsort(self.families)[family_ranks]


@dataclass(frozen=True, slots=True)
class Distinct:
    """What one partition comes down to."""

    flows: Flows
    """One row for each content that has one label only."""

    conflicts: Flows
    """All rows whose content occurs with both labels, by file and line."""

    duplicates: int
    """Rows that repeat one of `flows`."""


def distinct(flows: Flows, precedence: Precedence) -> Distinct:
    """Reduce a partition to its distinct flows."""
    order, starts = grouped(flows["content"])
    malicious = flows["malicious"][order]
    mixed = np.logical_or.reduceat(malicious, starts) & ~np.logical_and.reduceat(malicious, starts)
    sizes = np.diff(starts, append=len(flows))
    kept = flows.take(order[starts[~mixed]])
    least = np.minimum.reduceat(precedence.of(flows)[order], starts)
    precedence.apply(kept, least[~mixed])
    conflicts = flows.take(order[np.repeat(mixed, sizes)])
    return Distinct(
        flows=kept,
        conflicts=conflicts.take(
            np.lexsort((conflicts["line"], precedence.files[conflicts["file"]]))
        ),
        duplicates=int(sizes[~mixed].sum()) - len(kept),
    )


def grouped(keys: Words | Ints) -> tuple[Ints, Ints]:
    """An order that puts equal keys side by side, and where each group starts in it."""
    order = np.argsort(keys)
    ordered = keys[order]
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return order, np.flatnonzero(first)


def capped(keys: Words | Ints, rank: Words, most: int) -> Flags:
    """Of each group of equal keys, the `most` rows of least rank."""
    order, starts = grouped(keys)
    sizes = np.diff(starts, append=len(keys))
    large = order[np.repeat(sizes > most, sizes)]  # only these rows need a second sort
    sizes = sizes[sizes > most]
    place = np.arange(len(large)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen = np.ones(len(keys), dtype=bool)
    chosen[large[np.lexsort((rank[large], keys[large]))[place >= most]]] = False
    return chosen

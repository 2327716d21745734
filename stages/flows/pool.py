"""The usable rows of a source: what they add up to, and those that can still be chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from schemas.sections.flows import FlowParams
from stages.flows.distinct import Precedence, capped, distinct, grouped
from stages.flows.hashing import combine, seeded_rank
from stages.flows.reading import in_order
from stages.flows.record import FLOW, Coder, Flows, Ints, Words


@dataclass(frozen=True, slots=True)
class _Reduced:
    """What one partition comes down to."""

    candidates: Flows
    conflicts: Flows
    usable: int
    duplicates: int
    twin_groups: int
    largest: int


class Pool:
    """Counts of the usable rows, and of each stratum a bottom-k sample.

    A stratum is a label, scenario and family; k is the limit, since no choice within any caps can
    need more of one stratum. Memory does not grow with the source.
    """

    def __init__(self, params: FlowParams, coder: Coder) -> None:
        self.params = params
        self._precedence = Precedence(
            coder.scenarios.ranks(), coder.families.ranks(), coder.files.ranks()
        )
        self._candidates = np.zeros(0, dtype=FLOW)
        self._highest: dict[int, int] = {}  # rank that a stratum's candidates no longer exceed
        self.usable = self.duplicates = self.twin_groups = self.largest_twin_group = 0

    def fill(self, partitions: Iterable[Flows], workers: int) -> Iterator[Flows]:
        """Take in all partitions; yields the conflicting rows of each, by file and line."""
        for _, part in in_order(iter(partitions), self._reduce, workers):
            self.usable += part.usable
            self.duplicates += part.duplicates
            self.twin_groups += part.twin_groups
            self.largest_twin_group = max(self.largest_twin_group, part.largest)
            self._merge(part.candidates)
            yield part.conflicts

    def ranked(self) -> Flows:
        """The candidates, least rank first."""
        return self._candidates.take(np.argsort(self._rank(self._candidates), kind="stable"))

    def _reduce(self, flows: Flows) -> _Reduced:
        found = distinct(flows, self._precedence)
        twins, starts = grouped(found.flows["twin"])
        return _Reduced(
            candidates=self._within_reach(found.flows),
            conflicts=found.conflicts,
            usable=len(found.flows),
            duplicates=found.duplicates,
            twin_groups=len(starts),
            largest=int(np.diff(starts, append=len(twins)).max(initial=0)),
        )

    def _within_reach(self, flows: Flows) -> Flows:
        """Rows that may still get into their stratum's sample; of near-twins as many as allowed."""
        strata, rank = _strata(flows), self._rank(flows)
        near = np.ones(len(flows), dtype=bool)
        for stratum, highest in list(self._highest.items()):
            near &= (strata != stratum) | (rank <= np.uint64(highest))
        flows, strata, rank = flows.compress(near), strata[near], rank[near]
        few = capped(combine([flows["twin"], strata]), rank, self.params.caps.twins)
        return flows.compress(few)

    def _merge(self, flows: Flows) -> None:
        flows = np.concatenate([self._candidates, flows])
        strata, rank = _strata(flows), self._rank(flows)
        best = capped(strata, rank, self.params.limit)
        self._candidates, strata, rank = flows.compress(best), strata[best], rank[best]
        for stratum, size in zip(*np.unique(strata, return_counts=True), strict=True):
            if size == self.params.limit:
                self._highest[int(stratum)] = int(rank[strata == stratum].max())

    def _rank(self, flows: Flows) -> Words:
        return seeded_rank(flows["content"], self.params.seed)


def _strata(flows: Flows) -> Ints:
    family = flows["family"].astype(np.int64)
    return (family << 17) | (flows["scenario"].astype(np.int64) << 1) | flows["malicious"]

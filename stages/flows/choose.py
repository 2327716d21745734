"""Choose the rows of a set: balanced, within the caps, least rank first."""

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from schemas.e1 import Answer
from schemas.sections.flows import FlowParams
from stages.common.errors import PipelineError
from stages.flows.record import Flags, Flows, Ints

LABELS: dict[bool, Answer] = {True: "Malicious", False: "Benign"}


@dataclass(frozen=True, slots=True)
class Quota:
    """How many rows of one label, and at most how many of one scenario and one family."""

    rows: int
    scenario: int
    family: int


def quotas(params: FlowParams, ranked: Flows) -> dict[bool, Quota]:
    """Quotas by `malicious`. An odd limit gives the extra row to the benign.

    No cap is below an even share: where there is but one capture, all rows may be from it.
    """
    rows = {True: params.limit // 2, False: params.limit - params.limit // 2}
    return {
        malicious: Quota(
            rows=wanted,
            scenario=_cap(wanted, params.caps.scenario, ranked, "scenario", malicious),
            family=_cap(wanted, params.caps.family, ranked, "family", malicious),
        )
        for malicious, wanted in rows.items()
    }


def _cap(wanted: int, share: float, ranked: Flows, column: str, malicious: bool) -> int:
    kinds = len(np.unique(ranked[column][ranked["malicious"] == malicious]))
    return math.ceil(wanted * max(share, 1 / max(kinds, 1)))


class Picker:
    """Takes rows in order of rank as long as the caps allow, and remembers what it took."""

    def __init__(self, ranked: Flows, params: FlowParams, source: str, section: str) -> None:
        self.ranked, self.source, self.section = ranked, source, section
        self.quotas = quotas(params, ranked)
        self._scenarios: Counter[tuple[bool, int]] = Counter()
        self._families: Counter[tuple[bool, int]] = Counter()
        self._twins: Counter[int] = Counter()
        self._most_twins = params.caps.twins

    def pick(self, malicious: bool, wanted: int, among: Flags, what: str = "") -> Ints:
        """Positions of `wanted` rows of a label; PipelineError if there are too few."""
        rows = np.flatnonzero(among & (self.ranked["malicious"] == malicious))
        taken: list[int] = []
        for row in rows.tolist():
            if len(taken) == wanted:
                break
            if self._allowed(malicious, row):
                taken.append(row)
        if len(taken) < wanted:
            raise PipelineError(
                f"{wanted:,} {LABELS[malicious]} rows{what} wanted, {len(taken):,} to be had "
                f"within the caps ({len(rows):,} distinct candidates)",
                where=f"source {self.source}",
                fix=f"lower {self.section}.limit, raise {self.section}.caps, or add data",
            )
        return np.array(taken, dtype=np.int64)

    def _allowed(self, malicious: bool, row: int) -> bool:
        quota = self.quotas[malicious]
        scenario = malicious, int(self.ranked["scenario"][row])
        family = malicious, int(self.ranked["family"][row])
        twin = int(self.ranked["twin"][row])
        if (
            self._scenarios[scenario] == quota.scenario
            or self._families[family] == quota.family
            or self._twins[twin] == self._most_twins
        ):
            return False
        self._twins[twin] += 1
        self._scenarios[scenario] += 1
        self._families[family] += 1
        return True

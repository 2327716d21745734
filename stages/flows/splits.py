"""Divide a set into train, dev and test, near-twins together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from schemas.e1 import Split
from schemas.sections.sample import SplitParams
from stages.flows.choose import LABELS, Picker
from stages.flows.record import Flows, Vocabulary

SPLITS: tuple[Split, ...] = ("train", "dev", "test")
Counts = dict[Split, Counter[bool]]


def targets(rows: dict[bool, int], params: SplitParams) -> Counts:
    """Rows by split and label, whole numbers nearest to the shares, for all rows and each label.

    The malicious among the first n rows are taken from n and not from the shares, so that no count
    comes out below zero.
    """
    total = sum(rows.values())
    bounds = [0, round(total * params.train), round(total * (params.train + params.dev)), total]
    malicious = [round(bound * rows[True] / max(total, 1)) for bound in bounds]
    return {
        split: Counter({True: end - start, False: last - first - (end - start)})
        for split, (first, last), (start, end) in zip(
            SPLITS, pairwise(bounds), pairwise(malicious), strict=True
        )
    }


def stratified(flows: Flows, params: SplitParams) -> list[Split]:
    """A split for each of the chosen rows: label counts as targeted, families spread alike.

    Groups of near-twins go where their family is most wanted among the splits with room for them;
    rare families first, so that the common ones even out the rest.
    """
    labels = Counter(flows["malicious"].tolist())
    room = targets({True: labels[True], False: labels[False]}, params)
    families = Counter(flows["family"].tolist())
    wanted = {
        split: Counter({family: getattr(params, split) * n for family, n in families.items()})
        for split in SPLITS
    }
    found: list[Split] = ["train"] * len(flows)
    for rows in _twin_groups(flows, families):
        need = Counter(flows["malicious"][rows].tolist())
        family = int(flows["family"][rows[0]])
        split = max(
            SPLITS, key=lambda s: (_fits(room[s], need), wanted[s][family], room[s].total())
        )
        room[split].subtract(need)
        wanted[split].subtract(flows["family"][rows].tolist())
        for row in rows:
            found[row] = split
    return found


def by_scenario(
    picker: Picker, scenarios: Vocabulary, params: SplitParams
) -> tuple[Flows, list[Split]]:
    """Choose rows so that no scenario and no group of near-twins is in two splits."""
    ranked = picker.ranked
    room = targets({label: quota.rows for label, quota in picker.quotas.items()}, params)
    homes = _homes(ranked, scenarios, room)
    split_of_row = np.array([SPLITS.index(homes[code]) for code in ranked["scenario"].tolist()])
    _, first, twin = np.unique(ranked["twin"], return_index=True, return_inverse=True)
    at_home = split_of_row == split_of_row[first][twin]
    positions: list[tuple[int, Split]] = []
    for number, split in enumerate(SPLITS):
        for label in LABELS:
            among = at_home & (split_of_row == number)
            taken = picker.pick(label, room[split][label], among, what=f" for {split}")
            positions += [(row, split) for row in taken.tolist()]
    positions.sort()
    return ranked[[row for row, _ in positions]], [split for _, split in positions]


def _twin_groups(flows: Flows, families: Counter[int]) -> Iterable[list[int]]:
    """Row numbers of each group, large groups first, then rare families, then by rank."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for row, twin in enumerate(flows["twin"].tolist()):
        groups[twin].append(row)
    family = flows["family"].tolist()
    return sorted(groups.values(), key=lambda g: (-len(g), families[family[g[0]]], g[0]))


def _fits(room: Counter[bool], need: Counter[bool]) -> bool:
    return all(room[label] >= rows for label, rows in need.items())


def _homes(ranked: Flows, scenarios: Vocabulary, room: Counts) -> dict[int, Split]:
    """The split of each scenario: large ones first, each to where the largest share is missing."""
    supply: defaultdict[int, Counter[bool]] = defaultdict(Counter)
    for code, label in zip(ranked["scenario"].tolist(), ranked["malicious"].tolist(), strict=True):
        supply[code][label] += 1
    missing = {split: Counter(counts) for split, counts in room.items()}

    def gap(split: Split, have: Counter[bool]) -> float:
        shares = [missing[split][label] / max(room[split][label], 1) for label in have]
        return max(*shares, 0)

    homes: dict[int, Split] = {}
    for code in sorted(supply, key=lambda c: (-supply[c].total(), scenarios.words[c])):
        split = max(SPLITS, key=lambda s: (gap(s, supply[code]), room[s].total()))
        homes[code] = split
        missing[split] -= supply[code]
    return homes

"""Build one E1 set: read, de-duplicate, choose, divide, render."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from schemas.e1 import STATES, E1Meta, E1Row, FlowText, Split, render_question, row_hash
from schemas.e1_sampling import SetAccount
from schemas.e1_sets import E1Set
from schemas.manifest import Manifest
from schemas.sections.flows import FlowParams
from schemas.sections.sample import SplitParams
from stages.flows.choose import LABELS, Picker
from stages.flows.pool import Pool
from stages.flows.reading import read_source
from stages.flows.record import NULL, Coder, Flows
from stages.flows.rejects import Reject, RejectCounts
from stages.flows.shares import FileKind
from stages.flows.spill import Partitions
from stages.flows.splits import by_scenario, stratified

Sink = Callable[[Reject], object]
"""Takes each rejected row."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What set to build, and from what."""

    spec: E1Set
    kinds: tuple[FileKind, ...]
    """The readers of the source's files; the first that matches a name takes the file."""

    params: FlowParams
    split: SplitParams | None
    """None for an out-of-distribution set."""

    synthetic: bool

    @property
    def section(self) -> str:
        """Of params.yaml, for error messages."""
        return self.spec.stage.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to read and to work."""

    raw: Path
    """Folder with the source's files."""

    scratch: Path
    """Folder for spilled partitions."""

    workers: int


def build(
    recipe: Recipe, manifest: Manifest, place: Place, reject: Sink
) -> tuple[list[E1Row], SetAccount]:
    """The rows of a set and the account of all that was read.

    Raises PipelineError for a source that cannot be read, has too many faults or too few rows.
    """
    coder, counts, read = Coder.new(), RejectCounts(), 0
    with Partitions(place.scratch) as partitions:
        batches = read_source(place.raw, manifest, recipe.kinds, coder, place.workers)
        for batch, parts in batches:
            read += batch.read
            partitions.add(parts)
            for row in counts.count(batch.rejects):
                reject(row)
        counts.check(read, recipe.params.max_faults, recipe.spec.source, recipe.section)
        pool = Pool(recipe.params, coder)
        for conflicts in pool.fill(partitions, place.workers):
            for row in counts.count(_conflict(flow, coder) for flow in conflicts):
                reject(row)
    chosen, splits = _choose(recipe, pool, coder)
    rows = [
        _row(flow, split, recipe.spec.source, coder)
        for flow, split in zip(chosen, splits, strict=True)
    ]
    return rows, _account(recipe, pool, rows, read, counts)


def _account(
    recipe: Recipe, pool: Pool, rows: list[E1Row], read: int, counts: RejectCounts
) -> SetAccount:
    def tally(values: Iterable[str]) -> dict[str, int]:
        return dict(sorted(Counter(values).items()))

    return SetAccount(
        source=recipe.spec.source,
        synthetic=recipe.synthetic,
        read=read,
        kept=len(rows),
        duplicate=pool.duplicates,
        rejected=counts.account(),
        surplus=pool.usable - len(rows),
        twin_groups=pool.twin_groups,
        largest_twin_group=pool.largest_twin_group,
        answers=tally(row.answer for row in rows),
        splits=tally(row.meta.split for row in rows),
        families=tally(row.meta.attack_family for row in rows),
        scenarios=tally(row.meta.scenario for row in rows),
    )


def _choose(recipe: Recipe, pool: Pool, coder: Coder) -> tuple[Flows, list[Split]]:
    ranked = pool.ranked()
    picker = Picker(ranked, recipe.params, recipe.spec.source, recipe.section)
    if recipe.split and recipe.split.strategy == "by_scenario":
        return by_scenario(picker, coder.scenarios, recipe.split)
    everywhere = np.ones(len(ranked), dtype=bool)
    rows = [picker.pick(label, quota.rows, everywhere) for label, quota in picker.quotas.items()]
    chosen = ranked[np.sort(np.concatenate(rows))]
    if recipe.split is None:
        return chosen, ["ood"] * len(chosen)
    return chosen, stratified(chosen, recipe.split)


def _row(flow: np.void, split: Split, source: str, coder: Coder) -> E1Row:
    malicious = bool(flow["malicious"])
    family = coder.families.words[flow["family"]]
    question = render_question(_text(flow, coder))
    meta = E1Meta(
        source=source,
        scenario=coder.scenarios.words[flow["scenario"]],
        attack_family=family,
        hash=row_hash(question),
        split=split,
    )
    return E1Row(question=question, answer=LABELS[malicious], meta=meta)


def _text(flow: np.void, coder: Coder) -> FlowText:
    def number(name: str) -> int | None:
        value = int(flow[name])
        return None if value == NULL else value

    state = int(flow["state"])
    return FlowText(
        protocol=coder.protocols.word(int(flow["protocol"])),
        source_port=number("source_port"),
        destination_port=number("destination_port"),
        service=coder.services.word(int(flow["service"])),
        state=None if state == NULL else STATES[state],
        duration_us=number("duration_us"),
        sent_packets=number("sent_packets"),
        sent_bytes=number("sent_bytes"),
        received_packets=number("received_packets"),
        received_bytes=number("received_bytes"),
    )


def _conflict(flow: np.void, coder: Coder) -> Reject:
    return Reject(
        file=coder.files.words[flow["file"]],
        line=int(flow["line"]),
        reason="conflict",
        value=LABELS[bool(flow["malicious"])],
        row=render_question(_text(flow, coder)),
    )

"""Build sets from folders of logs, in any way that must not change the result."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

from schemas.e1 import E1Row
from schemas.e1_sampling import SetAccount
from schemas.e1_sets import PRIMARY
from schemas.sections.flows import Caps, FlowParams
from schemas.sections.sample import SplitParams
from stages.flows import build as module
from stages.flows import shares, zeek
from stages.flows.blocks import BLOCK, blocks
from stages.flows.build import Place, Recipe, build
from stages.flows.rejects import Reject
from stages.flows.spill import IN_MEMORY, Partitions
from tests.stages.flows.flow_files import manifest_of

STRATIFIED = SplitParams(strategy="stratified", train=0.7, dev=0.15, test=0.15)
BY_SCENARIO = STRATIFIED.model_copy(update={"strategy": "by_scenario"})
LOOSE = Caps(scenario=1, family=1, twins=1_000)


@dataclass(frozen=True)
class Way:
    """How a set is built."""

    workers: int = 1
    block: int = BLOCK
    in_memory: int = IN_MEMORY


PLAIN = Way()


@dataclass(frozen=True)
class Built:
    rows: list[E1Row]
    account: SetAccount
    rejects: list[Reject]


def flow_params(
    limit: int, caps: Caps = LOOSE, seed: int = 42, max_faults: float = 1
) -> FlowParams:
    return FlowParams(limit=limit, seed=seed, caps=caps, max_faults=max_faults)


def built(
    root: Path, params: FlowParams, split: SplitParams | None = STRATIFIED, way: Way = PLAIN
) -> Built:
    """A set of the logs below root/raw."""
    recipe = Recipe(PRIMARY, (zeek.LOGS,), params, split, synthetic=True)
    place = Place(root / "raw", root / "spill", way.workers)
    rejects: list[Reject] = []
    with (
        mock.patch.object(module, "Partitions", partial(Partitions, in_memory=way.in_memory)),
        mock.patch.object(shares, "blocks", partial(blocks, size=way.block)),
    ):
        rows, account = build(recipe, manifest_of("iot23", place.raw), place, rejects.append)
    return Built(rows, account, rejects)

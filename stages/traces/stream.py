"""Traces without files.

    for trace in stream_traces(1000, seed=7, created_at="2026-01-31T00:00:00Z"): ...

    data = as_iterable_dataset(4_000_000, 7, "2026-01-31T00:00:00Z", shard_size=10_000)
    torch.utils.data.DataLoader(data.shuffle(seed=1), num_workers=8)

They are those that the stage generate-traces writes for the same values, in the same order.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from stages.traces.features import trace_features
from stages.traces.writing.choose import chosen
from stages.traces.writing.furnish import furnish
from stages.traces.writing.job import Furnish, Job, Recipe, Trace
from stages.traces.writing.shard import shard_traces

if TYPE_CHECKING:
    from datasets import IterableDataset

logger = logging.getLogger(__name__)


def stream_traces(
    total: int,
    seed: int,
    created_at: str,
    domains: Sequence[str] | None = None,
    *,
    furnish: Furnish = furnish,
) -> Iterator[Trace]:
    """Yield `total` valid traces in training format, one in memory at a time.

    Of these domains only, if any are given; PipelineErrors for those that there are not.
    """
    return _traces(_job(total, seed, created_at, domains, total, furnish), [0])


def as_iterable_dataset(
    total: int,
    seed: int,
    created_at: str,
    shard_size: int,
    domains: Sequence[str] | None = None,
    *,
    furnish: Furnish = furnish,
) -> "IterableDataset":
    """The same as a datasets.IterableDataset, whose loaders share out shards of `shard_size`."""
    from datasets import IterableDataset  # takes seconds

    job = _job(total, seed, created_at, domains, shard_size, furnish)
    kwargs: dict[str, Any] = {"job": job, "shards": list(range(job.shards))}
    return IterableDataset.from_generator(_traces, trace_features(), gen_kwargs=kwargs)


def _job(
    total: int,
    seed: int,
    created_at: str,
    domains: Sequence[str] | None,
    shard_size: int,
    furnish: Furnish,
) -> Job:
    recipe = Recipe(total, seed, created_at, None if domains is None else tuple(domains))
    made = Job(recipe, shard_size, "jsonl", furnish)
    chosen(recipe.domains, made.workshop.domains)  # so that wrong ones are told of at once
    return made


def _traces(job: Job, shards: list[int]) -> Iterator[Trace]:
    for shard in shards:
        yield from shard_traces(job, shard, _tell)


def _tell(rejected: dict[str, Any]) -> None:
    """There is no file for it."""
    logger.warning(
        "%s was rejected and replaced: %s", rejected["trace"]["trace_id"], rejected["problems"]
    )

"""Make shards in processes."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from stages.common.errors import PipelineError
from stages.traces.writing.job import Job
from stages.traces.writing.kept import ShardAccount
from stages.traces.writing.shard import make_shard


def make_shards(job: Job, folder: Path, shards: list[int], workers: int) -> Iterator[ShardAccount]:
    """Make these shards in `workers` processes (0: one a core); their accounts as they finish."""
    make = partial(make_shard, job, folder)
    workers = min(workers or cores(), len(shards))
    return map(make, shards) if workers <= 1 else _in_processes(make, shards, workers)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(
    make: Callable[[int], ShardAccount], shards: Iterable[int], workers: int
) -> Iterator[ShardAccount]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
        futures = [pool.submit(make, shard) for shard in shards]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool:
            raise PipelineError(
                "a worker process died, perhaps for want of memory",
                fix="run it again to go on, with a smaller runtime.workers if it happens again",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Prepare a worker process: it ends with its parent, who alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    """Without this the workers of a killed run would wait for work for ever."""
    parent.join()
    os._exit(1)

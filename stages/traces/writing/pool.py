"""Work in processes."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from stages.common.errors import PipelineError

Result = TypeVar("Result")

AHEAD = 2
"""Tasks a worker that are handed out, so that none waits for the next."""


def in_processes(
    tasks: Iterable[Callable[[], Result]], count: int, workers: int
) -> Iterator[Result]:
    """Do `count` tasks in `workers` processes (0: one a core); results as they finish.

    Tasks are taken from the iterable when a worker is soon to have need of them: one that is made
    then may depend on results that were yielded before. Results are not kept. A single worker is
    this process.
    """
    workers = min(workers or cores(), count)
    return (task() for task in tasks) if workers <= 1 else _shared_out(iter(tasks), workers)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared_out(tasks: Iterator[Callable[[], Result]], workers: int) -> Iterator[Result]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
        try:
            waiting = {pool.submit(task) for task in islice(tasks, AHEAD * workers)}
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from _results(done)
                waiting |= {pool.submit(task) for task in islice(tasks, len(done))}
        except BrokenProcessPool:
            raise PipelineError(
                "a worker process died, perhaps for want of memory",
                fix="run it again to go on, with a smaller runtime.workers if it happens again",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _results(done: Iterable[Future[Result]]) -> Iterator[Result]:
    for future in done:
        yield future.result()


def _begin() -> None:
    """Prepare a worker process: it ends with its parent, who alone hears of Ctrl-C.

    Traces have no cycles, so there is no search for them: after a shard or two it would take 0.3 s.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: multiprocessing.process.BaseProcess) -> None:
    """Without this the workers of a killed run would wait for work for ever."""
    parent.join()
    os._exit(1)

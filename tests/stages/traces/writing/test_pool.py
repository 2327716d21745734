from collections.abc import Callable, Iterator
from functools import partial

from stages.traces.writing.pool import AHEAD, in_processes


def test_results_are_all_there() -> None:
    tasks = (partial(abs, -number) for number in range(20))
    assert sorted(in_processes(tasks, 20, 2)) == list(range(20))
    assert list(in_processes(iter([]), 0, 2)) == []


def test_tasks_are_made_when_they_are_needed() -> None:
    """So that no more results than a few wait for whoever takes them."""
    taken, most = 0, 0

    def tasks() -> Iterator[Callable[[], int]]:
        nonlocal most
        for number in range(12):
            most = max(most, number - taken)
            yield partial(abs, number)

    for _ in in_processes(tasks(), 12, 2):
        taken += 1
    assert taken == 12
    assert most <= 2 * AHEAD * 2

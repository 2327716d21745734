import threading
import time
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.flows import zeek
from stages.flows.reading import in_order
from tests.stages.flows.flow_files import Seen, read_folder, zeek_log


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_results_are_in_the_order_of_the_work(workers: int) -> None:
    def run(item: int) -> int:
        time.sleep(0.002 * (item % 3 == 0))
        return item * item

    assert list(in_order(iter(range(20)), run, workers)) == [(n, n * n) for n in range(20)]


def test_at_most_two_items_a_worker_are_under_way() -> None:
    taken: list[int] = []
    release = threading.Event()

    def work() -> "list[int]":
        for item in range(50):
            taken.append(item)
            yield item

    results = in_order(work(), lambda item: release.wait(5) and item, 2)
    threading.Timer(0.05, release.set).start()
    assert next(results) == (0, 0)
    assert len(taken) <= 4
    assert len(list(results)) == 49


def test_an_error_in_a_worker_arrives() -> None:
    def run(item: int) -> int:
        if item == 3:
            raise PipelineError("broken")
        return item

    results = in_order(iter(range(9)), run, 2)
    assert [next(results)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(PipelineError, match="broken"):
        next(results)


def test_workers_and_files_do_not_change_what_is_read(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / f"capture-{number}" / "conn.log"
        path.parent.mkdir()
        path.write_bytes(zeek_log([{"orig_bytes": str(n)} for n in range(number + 1)]))
    found: list[list[Seen]] = [read_folder(tmp_path, zeek.LOGS, workers=n).flows for n in (1, 4)]
    assert found[0] == found[1]
    assert [flow.file for flow in found[0]] == sorted(flow.file for flow in found[0])


def test_zero_workers_mean_one_for_each_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    barrier = threading.Barrier(3, timeout=5)
    assert len(list(in_order(iter(range(3)), lambda _: barrier.wait(), 0))) == 3

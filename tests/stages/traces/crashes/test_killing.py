"""kill -9 at random moments; many more of them: python -m tests.stages.traces.crashes.killing."""

from pathlib import Path

from tests.stages.traces.crashes.killing import killed


def test_batches_are_never_paid_twice(tmp_path: Path) -> None:
    found = killed("batches", 4, 60, tmp_path, seed=2)
    assert found.kills == 4
    assert (found.twice, found.missing, found.different) == (0, 0, 0)
    assert found.paid == found.answers > 120
    assert found.uncertain == 0


def test_messages_that_may_be_paid_twice_are_known(tmp_path: Path) -> None:
    found = killed("messages", 4, 60, tmp_path, seed=2)
    assert found.kills == 4
    assert (found.unexplained, found.missing, found.different) == (0, 0, 0)
    assert found.paid - found.answers <= found.uncertain
    assert found.interrupted["sends"] > 0
    assert found.uncertain > 0

import pytest

from stages.common.errors import PipelineError
from stages.flows.rejects import BY_DESIGN, FAULTS, Reject, RejectCounts


def counted(*reasons: str) -> RejectCounts:
    counts = RejectCounts()
    rejects = [
        Reject("a.log", line, reason, f"v{line}", "r") for line, reason in enumerate(reasons)
    ]
    assert list(counts.count(rejects)) == rejects
    return counts


def test_no_reason_is_both() -> None:
    assert not FAULTS & BY_DESIGN


def test_account_by_reason() -> None:
    account = counted("conflict", "blank label", "conflict").account()
    assert {reason: (entry.rows, entry.fault) for reason, entry in account.items()} == {
        "blank label": (1, True),
        "conflict": (2, False),
    }
    assert list(account) == sorted(account)


def test_what_is_left_out_by_design_is_no_fault() -> None:
    counted(*BY_DESIGN).check(5, 0.0, "iot23", "sample")


def test_faults_up_to_the_limit_pass() -> None:
    counted("blank label").check(10, 0.1, "iot23", "sample")


def test_faults_above_the_limit_are_told_with_an_example() -> None:
    counts = counted("conflict", "unknown label", "blank label", "unknown label")
    with pytest.raises(PipelineError) as error:
        counts.check(1000, 0.002, "iot23", "sample")
    assert str(error.value) == (
        "data/raw/iot23/a.log: 3 of 1,000 rows are faulty, more than 0.20%; most often unknown "
        "label: 2 rows, the first at line 1 ('v1'); mend the source or raise sample.max_faults "
        "in params.yaml"
    )


def test_the_most_frequent_fault_is_named() -> None:
    counts = counted("unknown label", "blank label", "blank label")
    with pytest.raises(PipelineError, match="most often blank label: 2 rows, the first at line 1"):
        counts.check(3, 0.0, "iot23", "sample")


def test_written_as_json() -> None:
    assert Reject("a.log", 3, "conflict", "Benign", "row").to_json() == {
        "file": "a.log", "line": 3, "reason": "conflict", "value": "Benign", "row": "row",
    }  # fmt: skip

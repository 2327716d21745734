"""What counts as proven."""

from stages.configs.finding import Failure, Finding
from stages.configs.patching.proof import mended, objection


def finding(rule: str, line: int = 1, msg: str = "web", tool: str = "opa") -> Finding:
    return Finding(
        line=line, tool=tool, rule_id=rule, msg=msg, severity="low", path=("documents", 0)
    )


A, B, C = finding("a"), finding("b"), finding("c")


def test_a_patch_that_mends_its_target() -> None:
    assert objection([A, B], (B,), [A]) is None


def test_lines_may_move() -> None:
    assert objection([A, B], (finding("b", line=9),), [A]) is None


def test_a_target_that_remains() -> None:
    assert objection([A, B], (A,), [A, B]) == "targets remain"


def test_one_of_two_equal_targets_remains() -> None:
    twice = [A, finding("a", line=5)]
    assert objection(twice, (A,), twice) == "targets remain"
    assert objection(twice, (A,), [A]) is None


def test_a_new_finding_of_any_tool() -> None:
    assert objection([A], (finding("b", tool="semgrep"),), [A]) == "new findings"


def test_the_same_rule_at_another_object_is_new() -> None:
    assert objection([A], (finding("a", msg="db"),), [A]) == "new findings"


def test_nothing_mended_is_nothing_proven() -> None:
    assert objection([A], (A,), []) == "targets remain"


def test_a_file_that_can_not_be_scanned_any_more() -> None:
    failure = Failure("semgrep", "timed out", "300 s")
    assert objection([A], failure, [A]) == "semgrep can't scan the patched file"


def test_mended_counts_equal_findings() -> None:
    assert mended([A, finding("a", line=5), B], [A]) == [finding("a", line=5), B]

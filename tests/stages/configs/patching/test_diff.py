"""Diffs are minimal, and Git applies them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.configs.git_apply import git_apply
from stages.configs.parsed import Unfixable
from stages.configs.patching.diff import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "", " c", "é", "\tx", "d\r", "-", "+", "\u2028y"]))
TEXTS = st.builds(lambda lines, end: "\n".join(lines) + end, LINES, st.sampled_from(["", "\n"]))


def test_a_diff_with_context() -> None:
    before = "".join(f"{number}\n" for number in range(1, 10))
    assert unified_diff(before, before.replace("5\n", "five\n"), "deploy/web.yaml") == (
        "--- a/deploy/web.yaml\n+++ b/deploy/web.yaml\n@@ -2,7 +2,7 @@\n"
        " 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
    )


def test_a_file_without_a_last_newline() -> None:
    assert unified_diff("a: 1", "a: 2", "x.yaml") == (
        "--- a/x.yaml\n+++ b/x.yaml\n@@ -1 +1 @@\n"
        "-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n"
    )


@settings(max_examples=60, deadline=None)
@given(
    TEXTS.filter(bool), TEXTS.filter(bool), st.sampled_from(["x.yaml", "a b/c d.tf", "é/ü.yaml"])
)
def test_git_makes_the_one_of_the_other(before: str, after: str, path: str) -> None:
    if before != after:
        assert git_apply(unified_diff(before, after, path), path, before) == after


@pytest.mark.parametrize("path", ['a"b.yaml', "a\tb.yaml", "a\\b.yaml", "a\nb.yaml"])
def test_names_that_need_quotes_are_refused(path: str) -> None:
    with pytest.raises(Unfixable):
        unified_diff("a", "b", path)

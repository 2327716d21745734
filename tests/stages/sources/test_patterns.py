import pytest

from stages.common.errors import PipelineError
from stages.sources.patterns import matches, select, unsafe


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("**/*", "a.csv", True),
        ("**/*", "one/two/a.csv", True),
        ("**/*", ".gitattributes", False),
        ("**/*", ".github/ci.yaml", False),
        ("**/*", "one/.DS_Store", False),
        (".github/*.yaml", ".github/ci.yaml", True),
        ("*.csv", "a.csv", True),
        ("*.csv", "one/a.csv", False),
        ("*.csv", "a.CSV", False),
        ("one/**", "one/two/a.csv", True),
        ("one/**", "two/a.csv", False),
        ("**/deploy/*.y*ml", "a/b/deploy/x.yaml", True),
        ("**/deploy/*.y*ml", "deploy/x.yml", True),
        ("**/deploy/*.y*ml", "a/deploy/b/x.yml", False),
        ("CTU-*-[0-9]-?/conn.log", "CTU-IoT-3-1/conn.log", True),
        ("a.csv", "a.csv", True),
        ("a.csv", "b/a.csv", False),
    ],
)
def test_matches_like_a_shell(pattern, path, expected):
    assert matches(path, pattern) is expected


def test_select_takes_what_any_pattern_matches(make_task):
    task = make_task("x", files=["*.tf", "**/*.yaml"])
    assert select(["c.yaml", "b/a.yaml", "a.tf", "b/c.tf"], task) == ["a.tf", "b/a.yaml", "c.yaml"]


def test_select_names_the_patterns_that_match_nothing(make_task):
    with pytest.raises(PipelineError) as error:
        select(["a.csv"], make_task("mine", files=["*.tf", "*.yaml"]))
    assert str(error.value) == (
        "fetch.sources.flows.files: no file of mine matches '*.tf' or '*.yaml'; "
        "correct the patterns; '**/*' takes every file"
    )


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/passwd", "", "a\0b"])
def test_paths_that_could_leave_their_folder_are_unsafe(path):
    assert unsafe(path)


def test_plain_paths_are_safe():
    assert not unsafe("a/..b/c.csv")

"""What a scanner runs with, and nothing beside it."""

from pathlib import Path

import pytest

from schemas.e2 import TOOLS, TOOLS_BY_LANG
from stages.configs.scanners.policies import FOLDER, Policies, policies

PACKS = [(tool, lang) for lang, tools in TOOLS_BY_LANG.items() for tool in tools]


@pytest.mark.parametrize(("tool", "lang"), PACKS)
def test_a_pack_holds_rules_and_no_tests(tool, lang):
    names = list(policies(tool, lang).files)
    assert names == sorted(names) != []
    assert not [name for name in names if "test" in name]


def test_every_rule_file_is_in_a_pack():
    packed = {name for tool, lang in PACKS for name in policies(tool, lang).files}
    there = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*") if path.is_file()}
    assert {name for name in there - packed if "test" not in name} == set()
    assert {tool for tool, _ in PACKS} == set(TOOLS)


def test_a_pack_is_written_as_it_is(tmp_path: Path):
    Policies({"semgrep/k8s/a.yaml": b"rules: []\r\n"}).write(tmp_path)
    assert (tmp_path / "semgrep/k8s/a.yaml").read_bytes() == b"rules: []\r\n"


def test_names_and_contents_count():
    packs = [{"a": b"x"}, {"b": b"x"}, {"a": b"y"}, {"a": b"x", "b": b""}]
    assert len({Policies(files).digest for files in packs}) == 4
    assert Policies({"a": b"x"}).digest == Policies({"a": b"x"}).digest

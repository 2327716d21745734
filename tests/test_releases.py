"""Releases: the overrides that `make build` hands to DVC."""

from pathlib import Path

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from releases.build import command, main, merged, overrides, release_values, run
from schemas.params import Params
from stages.common.errors import PipelineError
from stages.common.params import read_yaml

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_v1_has_the_counts_of_the_earlier_release() -> None:
    values = merged(read_yaml(Path("params.yaml")), read_yaml(Path("releases/v1.yaml")))
    params = Params.model_validate(values)
    assert (params.release, params.sample.limit, params.build_ood.limit) == ("v1", 1800, 600)
    used = {"iot23", "cic-ids-2017", "unsw-nb15", *params.build_e2.k8s.sources}
    used |= set(params.build_e2.terraform.sources)
    assert len(used) == 9
    assert not any(params.fetch.sources[name].synthetic for name in used)
    assert not params.build_e2.replay
    assert params.generate_traces.total == 4_000_000


def test_dvc_reads_the_overrides_as_the_same_values() -> None:
    values = read_yaml(Path("releases/v1.yaml"))
    for item in overrides(values):
        override = OverridesParser.create().parse_override(item)
        expected = values
        for key in override.key_or_group.split("."):
            expected = expected[key]
        assert override.value() == expected, item


def test_the_command_sets_each_value() -> None:
    assert command({"sample": {"limit": 5}, "release": "v2"}) == [
        "exp", "run", "-S", "++sample.limit=5", "-S", '++release="v2"',
    ]  # fmt: skip


def test_the_merged_parameters_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "folder/v1.yaml"
    monkeypatch.setattr("sys.argv", ["build", "v1", "--params", str(target)])
    main()
    params = Params.model_validate(read_yaml(target))
    assert (params.release, params.runtime.retries) == ("v1", 5)


def test_nested_values_keep_their_neighbours() -> None:
    assert merged({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"b": 9}}) == {
        "a": {"b": 9, "c": 2},
        "d": 3,
    }


def test_an_unknown_release_names_the_known_ones() -> None:
    with pytest.raises(PipelineError) as caught:
        release_values("v9")
    assert str(caught.value) == "releases/v9.yaml: no such release; known: v1"


def test_a_typo_in_a_release_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases/v2.yaml").write_text("release: v2\nsample:\n  limt: 5\n")
    (tmp_path / "params.yaml").write_bytes(Path("params.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PipelineError) as caught:
        release_values("v2")
    assert str(caught.value) == (
        "releases/v2.yaml: sample.limt: unknown key; did you mean 'limit'?"
    )


@pytest.mark.parametrize(("release", "code", "left"), [("test", 0, 4), ("v1", 0, 2), ("v1", 1, 4)])
def test_only_sets_of_another_release_go_and_come_back_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str, code: int, left: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text("release: test\n")
    folder = Path("data/e1")
    folder.mkdir(parents=True)
    names = ("a-test.jsonl", "b-test.json", "a-v1.jsonl", "latest.json")
    for name in names:
        (folder / name).touch()
    traces = Path("data/traces/metadata-test.json")
    traces.parent.mkdir()
    traces.touch()
    seen: list[str] = []

    def dvc(arguments: list[str]) -> int:
        seen.extend([*arguments, *sorted(path.name for path in folder.iterdir())])
        return code

    monkeypatch.setattr("dvc.cli.main", dvc)
    assert run(["exp", "run"], release) == code
    kept = sorted(names) if release == "test" else ["a-v1.jsonl", "latest.json"]
    assert seen == ["exp", "run", *kept]
    assert len(list(folder.iterdir())) == left
    assert sorted(path.name for path in Path("data").iterdir()) == ["e1", "traces"]
    assert traces.exists()

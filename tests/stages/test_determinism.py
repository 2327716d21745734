"""Same inputs, same bytes: neither workers nor the order of rows decide what E1 holds."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stages.flows.workspace import (
    copy_sample,
    outputs,
    run_stage,
    shuffle_rows,
    write_params,
)

STAGES = {"sample": ("iot23",), "build_ood": ("cic-ids-2017", "unsw-nb15")}


@dataclass(frozen=True)
class Workspace:
    """A folder in which one stage can run."""

    folder: Path
    stage: str

    def rebuilt(self) -> dict[str, bytes]:
        """What the stage writes."""
        run_stage(self.stage)
        return outputs(self.folder)


@pytest.fixture(params=STAGES)
def workspace(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Workspace:
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path)
    for source in STAGES[request.param]:
        copy_sample(tmp_path, source)
    return Workspace(tmp_path, request.param)


def test_same_bytes_twice(workspace: Workspace) -> None:
    assert workspace.rebuilt() == workspace.rebuilt()


@pytest.mark.parametrize("workers", [1, 4])
def test_same_bytes_with_any_number_of_workers(workspace: Workspace, workers: int) -> None:
    before = workspace.rebuilt()
    write_params(workspace.folder, runtime__workers=workers)
    assert workspace.rebuilt() == before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_same_sets_with_shuffled_rows(workspace: Workspace, seed: int) -> None:
    before = workspace.rebuilt()
    paths = [path for path in (workspace.folder / "data/raw").rglob("*") if path.is_file()]
    raw = {path: path.read_bytes() for path in paths}
    shuffle_rows(workspace.folder, seed)
    assert all(path.read_bytes() != data for path, data in raw.items())
    after = workspace.rebuilt()
    sets = [path for path in before if path.startswith("data/e1/")]
    assert len(sets) >= 2
    assert {path: after[path] for path in sets} == {path: before[path] for path in sets}

from pathlib import Path

import pytest

from stages.sources.staging import recover, replacing


@pytest.fixture
def target(tmp_path: Path) -> Path:
    target = tmp_path / "raw" / "flows"
    target.mkdir(parents=True)
    (target / "old.csv").write_text("old")
    return target


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_the_new_folder_takes_the_place_of_the_old(target):
    (target.parent / ".flows.tmp-killed").mkdir()
    with replacing(target) as staging:
        (staging / "new.csv").write_text("new")
        assert listing(target) == ["old.csv"]
    assert listing(target.parent) == ["flows", "flows/new.csv"]
    assert target.stat().st_mode & 0o777 == 0o755


def test_there_need_be_no_old_folder(tmp_path):
    with replacing(tmp_path / "raw" / "flows") as staging:
        (staging / "new.csv").touch()
    assert listing(tmp_path) == ["raw", "raw/flows", "raw/flows/new.csv"]


@pytest.mark.parametrize("reason", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_folder(target, reason):
    with pytest.raises(reason), replacing(target) as staging:
        (staging / "half.csv").touch()
        raise reason
    assert listing(target.parent) == ["flows", "flows/old.csv"]


def test_a_failed_rename_brings_the_old_folder_back(target, monkeypatch):
    rename = Path.rename

    def fail(self: Path, to: Path) -> Path:
        if ".tmp-" in self.name:
            raise OSError("no")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="no"), replacing(target) as staging:
        (staging / "new.csv").touch()
    assert listing(target.parent) == ["flows", "flows/old.csv"]


def test_recover_removes_what_a_killed_run_left(target):
    (target.parent / ".flows.tmp-abc" / "one").mkdir(parents=True)
    (target.parent / ".flows.old").mkdir()
    (target.parent / ".flows2.tmp-abc").mkdir()
    recover(target)
    assert listing(target.parent) == [".flows2.tmp-abc", "flows", "flows/old.csv"]


def test_recover_undoes_half_a_swap(target):
    target.rename(target.with_name(".flows.old"))
    (target.parent / ".flows.tmp-abc").mkdir()
    recover(target)
    assert listing(target.parent) == ["flows", "flows/old.csv"]


def test_a_linked_folder_is_replaced_and_what_it_shows_stays(target, tmp_path):
    big = tmp_path / "big"
    target.rename(big)
    target.symlink_to(big)
    with replacing(target) as staging:
        (staging / "new.csv").touch()
    assert listing(target.parent) == ["flows", "flows/new.csv"]
    assert listing(big) == ["old.csv"]

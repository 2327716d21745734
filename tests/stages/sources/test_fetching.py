import hashlib
import io
import json
import os
import threading
import zipfile
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.sources import manifest
from stages.sources.fetching import ensure, fetch
from stages.sources.lock import locked
from stages.sources.task import Task

RAW = Path("data/raw/flows")
MANIFEST = Path("data/sources/e1/flows.json")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(workspace: Path) -> Path:
    """The source: a folder of the user's."""
    folder = workspace / "mine"
    (folder / "one").mkdir(parents=True)
    (folder / "b.csv").write_text("bb")
    (folder / "one" / "a.csv").write_text("a")
    return folder


@pytest.fixture
def task(make_task, folder) -> Task:
    return make_task("mine")


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """The files that are hashed from now on."""
    names: list[str] = []
    hash_file = manifest.sha256_file

    def spy(path: Path) -> str:
        names.append(path.name)
        return hash_file(path)

    monkeypatch.setattr(manifest, "sha256_file", spy)
    return names


def raw() -> dict[str, str]:
    files = (file for file in RAW.rglob("*") if file.is_file())
    return {file.relative_to(RAW).as_posix(): file.read_text() for file in files}


def failure(call, task: Task) -> str:
    with pytest.raises(PipelineError) as error:
        call(task)
    return str(error.value)


def test_fetch_writes_the_files_and_their_sorted_manifest(task):
    fetch(task)
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}
    assert json.loads(MANIFEST.read_text()) == {
        "source": "flows",
        "repository": None,
        "commit": None,
        "synthetic": False,
        "files": [
            {"path": "b.csv", "size": 2, "sha256": sha256("bb")},
            {"path": "one/a.csv", "size": 1, "sha256": sha256("a")},
        ],
    }


def test_fetch_without_a_note_brings_the_files_alone(task):
    fetch(task, note=False)
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}
    assert not MANIFEST.exists()


def test_fetch_replaces_the_folder_as_a_whole(task, folder):
    fetch(task)
    (folder / "b.csv").rename(folder / "c.csv")
    fetch(task)
    assert raw() == {"c.csv": "bb", "one/a.csv": "a"}
    assert list(Path("data/raw").iterdir()) == [RAW]


def test_a_failed_fetch_leaves_folder_and_manifest(task, make_task):
    fetch(task)
    before = MANIFEST.read_bytes()
    failure(fetch, make_task("mine", sha256={"b.csv": "0" * 64}))
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}
    assert MANIFEST.read_bytes() == before
    assert list(Path("data/raw").iterdir()) == [RAW]


def test_all_pins_that_fail_are_named(make_task, folder):
    pins = {"b.csv": "0" * 64, "no.csv": "1" * 64, "one/a.csv": sha256("a")}
    assert failure(fetch, make_task("mine", sha256=pins)) == (
        f"fetch.sources.flows.sha256: b.csv: SHA-256 is {sha256('bb')}, not {'0' * 64}; "
        "mine is damaged or has changed; "
        "compare it with what its publisher states before you change the parameter\n"
        "error: fetch.sources.flows.sha256: no.csv: no such file among those fetched; "
        "correct the path, or the patterns of fetch.sources.flows.files"
    )
    assert not RAW.exists()
    assert not MANIFEST.exists()


def test_the_pin_of_an_archive_is_not_that_of_a_file(make_task, server):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("b.csv", "bb")
    server.files["/all.zip"] = buffer.getvalue()
    pins = {"all.zip": hashlib.sha256(buffer.getvalue()).hexdigest(), "b.csv": sha256("bb")}
    fetch(make_task(f"{server.url}/all.zip", kind="http", sha256=pins))
    assert raw() == {"b.csv": "bb"}


def test_a_name_that_is_not_text_is_an_error(task, folder):
    Path(os.fsdecode(bytes(folder) + b"/\xff.csv")).touch()
    assert failure(fetch, task) == (
        r"fetch.sources.flows.files: the name '\udcff.csv' is not UTF-8; "
        "leave the file out with other patterns, or rename it"
    )


def test_ensure_does_nothing_if_nothing_changed(task, hashed, capfd):
    fetch(task)
    hashed.clear()
    before = RAW.stat().st_ino
    ensure(task)
    assert (hashed, RAW.stat().st_ino) == ([], before)
    assert "".join(capfd.readouterr()) == ""


def test_ensure_hashes_once_without_a_stamp(task, hashed, folder):
    fetch(task)
    Path(".cache/fetched/flows.json").unlink()
    (folder / "b.csv").unlink()  # it must not need the source
    hashed.clear()
    ensure(task)
    ensure(task)
    assert hashed == ["b.csv", "a.csv"]


def test_ensure_brings_a_missing_folder_back(task):
    fetch(task)
    (RAW / "b.csv").unlink()
    (RAW / "one/a.csv").unlink()
    ensure(task)
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}


@pytest.mark.parametrize("text", ["xx", "longer"])
def test_ensure_repairs_a_changed_file(task, text):
    fetch(task)
    (RAW / "b.csv").write_text(text)
    ensure(task)
    assert raw()["b.csv"] == "bb"


def test_ensure_removes_a_file_too_many(task):
    fetch(task)
    (RAW / "more.csv").touch()
    ensure(task)
    assert "more.csv" not in raw()


def test_ensure_finds_what_a_killed_run_moved_away(task, folder):
    fetch(task)
    RAW.rename(RAW.with_name(".flows.old"))
    (folder / "b.csv").unlink()  # it must not need the source
    ensure(task)
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}


def test_ensure_follows_a_manifest_that_was_pulled(task, folder):
    fetch(task)
    older = MANIFEST.read_bytes()
    (folder / "b.csv").write_text("newer")
    fetch(task)
    MANIFEST.write_bytes(older)
    (folder / "b.csv").write_text("bb")
    ensure(task)
    assert raw()["b.csv"] == "bb"


def test_ensure_names_every_difference_and_keeps_the_manifest(task, folder):
    fetch(task)
    before = MANIFEST.read_bytes()
    (RAW / "b.csv").unlink()
    (folder / "b.csv").write_text("changed")
    (folder / "one/a.csv").rename(folder / "c.csv")
    fix = (
        "the source changed: pin its revision, or run `dvc repro --force fetch@flows` to accept it"
    )
    assert failure(ensure, task).split("\nerror: ") == [
        f"data/raw/flows/b.csv: SHA-256 is {sha256('changed')}, "
        f"data/sources/e1/flows.json says {sha256('bb')}; {fix}",
        f"data/raw/flows/c.csv: new in the source, not in data/sources/e1/flows.json; {fix}",
        "data/raw/flows/one/a.csv: not in the source any more, but in data/sources/e1/flows.json; "
        + fix,
    ]
    assert MANIFEST.read_bytes() == before
    assert raw() == {"one/a.csv": "a"}


@pytest.mark.parametrize(
    ("text", "what"), [(None, "no such file"), ("{}", "not a manifest of this version")]
)
def test_ensure_needs_a_manifest(task, text, what):
    if text:
        MANIFEST.parent.mkdir(parents=True)
        MANIFEST.write_text(text)
    assert failure(ensure, task) == (
        f"data/sources/e1/flows.json: {what}; run `dvc pull data/sources/e1/flows.json`, "
        "or `dvc repro --force fetch@flows`"
    )
    assert not RAW.exists()


def test_a_rotten_stamp_is_no_obstacle(task):
    fetch(task)
    Path(".cache/fetched/flows.json").write_bytes(b"\xff{")
    ensure(task)
    assert raw() == {"b.csv": "bb", "one/a.csv": "a"}


def test_a_second_process_waits(task, capfd):
    done = threading.Event()

    def second() -> None:
        fetch(task)
        done.set()

    with locked(task):
        thread = threading.Thread(target=second)
        thread.start()
        assert not done.wait(0.2)
        assert not RAW.exists()
    thread.join(5)
    assert done.is_set()
    assert capfd.readouterr().err == "flows: another process fetches it; waiting\n"

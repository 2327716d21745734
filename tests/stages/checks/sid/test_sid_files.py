"""Files and traces that are wrong, with the file and the line of each."""

from pathlib import Path
from typing import Any

from tests.builders_sid import Trace
from tests.stages.checks.sid.checking import (
    CODE,
    FILES,
    METADATA,
    checked,
    problems_of,
    rewrite,
    with_metadata,
)


def test_sound_set(folder: Path) -> None:
    report = checked(folder).report
    assert (report.passed, report.problems) == (True, ())
    assert report.splits == {"default": {"train": 24}}
    assert [(name, file.rows) for name, file in report.files.items()] == [
        *((path.as_posix(), rows) for path, rows in zip(FILES, (10, 10, 4), strict=True)),
        (METADATA.as_posix(), None),
    ]


def test_missing_folder() -> None:
    assert problems_of(Path("nowhere")) == [
        "nowhere/metadata-test.json: no such file; make it with `dvc repro generate-traces`"
    ]


def test_foreign_files(folder: Path) -> None:
    names = [".gitignore", "gold-traces-v1-00000-of-00001.jsonl", "notes.txt"]
    for name in [*names, "gold-traces-test-00003-of-00004.jsonl"]:
        (folder / name).touch()
    assert problems_of(folder) == [
        f"data/traces/{names[1]}: not a file of release test; remove it",
        f"data/traces/{names[2]}: not a file of release test; remove it",
        "data/traces/gold-traces-test-00003-of-00004.jsonl:"
        " is not listed in metadata-test.json; remove it",
    ]


def test_missing_shard(folder: Path) -> None:
    FILES[1].unlink()
    assert problems_of(folder) == [
        f"{FILES[1]}: no such file; make it with `dvc repro generate-traces`"
    ]


def test_shard_of_another_format_is_none(folder: Path) -> None:
    FILES[2].rename(FILES[2].with_suffix(".parquet"))
    assert problems_of(folder) == [
        f"{FILES[2].with_suffix('.parquet')}: is not listed in metadata-test.json; remove it",
        f"{FILES[2]}: no such file; make it with `dvc repro generate-traces`",
    ]


def spoil(traces: list[Trace]) -> None:
    for trace in traces[3:6]:
        trace["validated"] = False


def test_wrong_traces_are_named_by_line_and_all_are_counted(folder: Path) -> None:
    rewrite(FILES[1], spoil)
    report = checked(folder).report
    size = FILES[1].stat().st_size
    assert [f"{problem.place}: {problem.what}" for problem in report.problems] == [
        f"{FILES[1]}:4: validated: False where True should be ({CODE})",
        f"{FILES[1]}:5: validated: False where True should be ({CODE})",
        f"{FILES[1]}: has {size} bytes, the metadata says {size - 3}",
    ]
    assert report.problem_count == 4
    assert report.figures["codes"] == {CODE: 3}
    assert report.splits == {"default": {"train": 21}}


def test_other_number_of_traces(folder: Path) -> None:
    rewrite(FILES[2], lambda traces: traces.pop())
    size = FILES[2].stat().st_size
    found = problems_of(folder)
    assert found[0] == f"{FILES[2]}: has 3 traces, the metadata says 4"
    assert found[1].startswith(f"{FILES[2]}: has {size} bytes, the metadata says ")
    assert len(found) == 2


def test_a_file_that_is_wrong_as_a_whole(folder: Path) -> None:
    def change(file: Any) -> None:
        file["files"][0].update(rows=0, bytes=0)
        file["files"][1].update(rows=20)

    FILES[0].write_bytes(b"")
    assert with_metadata(folder, change) == [
        f"{FILES[0]}: validated: False where True should be ({CODE})",
        f"{FILES[1]}: has 10 traces, the metadata says 20",
    ]


def test_traces_without_metadata_are_judged_all_the_same(folder: Path) -> None:
    rewrite(FILES[0], spoil)
    METADATA.write_text("{}")
    found = problems_of(folder)
    assert f"{METADATA}: release: Field required" in found
    assert found[-1] == f"{FILES[0]}:5: validated: False where True should be ({CODE})"


def test_metadata_names_no_file_elsewhere(folder: Path) -> None:
    def change(file: Any) -> None:
        file["files"][0]["name"] = "../e1/rows.jsonl"

    assert with_metadata(folder, change) == [
        f"{METADATA}: files: '../e1/rows.jsonl' where '{FILES[0].name}' should be"
    ]

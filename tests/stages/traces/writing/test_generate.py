import errno
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.domain import INTENTS
from schemas.traces_metadata import TracesMetadata
from stages.common.errors import PipelineError
from stages.traces.measure import measure
from stages.traces.writing import formats, shard
from stages.traces.writing import generate as generating
from stages.traces.writing.diversity import diversity
from stages.traces.writing.generate import generate
from stages.traces.writing.job import Job
from stages.traces.writing.kept import Kept
from stages.traces.writing.read import read_traces
from stages.traces.writing.shard import make_shard, shard_traces
from tests.stages.traces.writing.standins import (
    DOMAINS,
    RELEASE,
    content,
    fatal,
    hopeless,
    job,
    picky,
    places,
)


def run(folder: Path, job: Job, workers: int = 1) -> TracesMetadata:
    return generate(job, places(folder), RELEASE, workers)


def rows(folder: Path) -> list[dict[str, object]]:
    files = sorted((folder / "data/traces").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def test_files(tmp_path: Path) -> None:
    run(tmp_path, job())
    assert sorted(content(tmp_path)) == [
        "data/rejects/traces.jsonl",
        "data/traces/gold-traces-test-00000-of-00004.jsonl",
        "data/traces/gold-traces-test-00001-of-00004.jsonl",
        "data/traces/gold-traces-test-00002-of-00004.jsonl",
        "data/traces/gold-traces-test-00003-of-00004.jsonl",
        "data/traces/metadata-test.json",
    ]


def test_rows(tmp_path: Path) -> None:
    metadata = run(tmp_path, job())
    found = rows(tmp_path)
    assert len({row["trace_id"] for row in found}) == len(found) == 100
    assert all(row["validated"] is True for row in found)
    cells = Counter((row["request"]["domain"], row["request"]["intent_category"]) for row in found)
    assert cells == {
        (domain, intent): rows
        for domain, intents in metadata.counts.items()
        for intent, rows in intents.items()
    }
    assert [file.rows for file in metadata.files] == [30, 30, 30, 10]
    same = metadata.diversity == measure(found)
    assert same


def test_metadata_is_as_written(tmp_path: Path) -> None:
    metadata = run(tmp_path, job(furnish=picky))
    folder = tmp_path / "data/traces"
    read = TracesMetadata.model_validate_json((folder / "metadata-test.json").read_bytes())
    assert read == metadata
    assert {file.name: file.bytes for file in read.files} == {
        path.name: path.stat().st_size for path in folder.glob("gold-*")
    }


def test_rejected_traces_are_counted_and_replaced(tmp_path: Path) -> None:
    metadata = run(tmp_path, job(200, furnish=picky))
    found = rows(tmp_path)
    assert len({row["trace_id"] for row in found}) == len(found) == 200
    lines = (tmp_path / "data/rejects/traces.jsonl").read_text().splitlines()
    rejects = [json.loads(line) for line in lines]
    assert len(rejects) == metadata.generated - metadata.total == 36
    assert {row["domain"] for row in rejects} == set(DOMAINS)
    assert {row["intent"] for row in rejects} == set(INTENTS)
    assert {cell.codes["unlucky"] for cell in metadata.rejected} == {2}
    assert not {row["trace"]["trace_id"] for row in rejects} & {row["trace_id"] for row in found}
    assert rejects[0]["problems"] == [{"code": "unlucky", "place": "graph", "message": "a seventh"}]


def test_a_cell_that_nothing_is_accepted_of(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as error:
        run(tmp_path, job(furnish=hopeless))
    assert str(error.value) == (
        "domain Finance, intent analyze: 100 traces in a row were rejected, the last for "
        "request.text: is no request (hopeless); mend the scenarios of this intent in the "
        "domain's file"
    )
    assert not content(tmp_path / "data")


@pytest.mark.parametrize("size", [7, 100, 1000])
def test_the_size_of_shards_changes_no_trace(tmp_path: Path, size: int) -> None:
    run(tmp_path / "a", job(furnish=picky))
    run(tmp_path / "b", job(size=size, furnish=picky))
    same = rows(tmp_path / "a") == rows(tmp_path / "b")
    assert same  # pytest takes minutes to tell how such lists differ


def test_processes_change_nothing(tmp_path: Path) -> None:
    run(tmp_path / "a", job(furnish=picky), workers=1)
    run(tmp_path / "b", job(furnish=picky), workers=3)
    same = content(tmp_path / "a") == content(tmp_path / "b")
    assert same


def test_a_process_that_dies(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="a worker process died"):
        run(tmp_path, job(furnish=fatal), workers=2)
    assert not content(tmp_path / "data")


@pytest.mark.parametrize("sampled", [10, 900])
def test_figures_of_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sampled: int) -> None:
    """Of a sample that the shards hold, and of one for which the files are read again."""
    monkeypatch.setattr(shard, "SAMPLED", 20)
    one = job(1000, 100)
    shards = [Kept(tmp_path, number, "jsonl") for number in range(one.shards)]
    for kept in shards:
        make_shard(one, tmp_path, kept.shard)
    traces = [trace for kept in shards for trace in read_traces(kept.rows)]
    same = diversity(shards, tmp_path, sampled) == measure(traces, sampled=sampled)
    assert same


def test_a_tally_that_was_changed(tmp_path: Path) -> None:
    make_shard(job(), tmp_path, 0)
    kept = Kept(tmp_path, 0, "jsonl")
    kept.tally.write_bytes(kept.tally.read_bytes()[:-1])
    with pytest.raises(PipelineError) as error:
        diversity([kept], tmp_path)
    assert str(error.value) == (
        f"{kept.tally}: was changed while the run went on; remove it, run again"
    )


@settings(deadline=None, max_examples=10)
@given(st.sampled_from([1, 7, 301, 999]), st.sampled_from([7, 300, 1000]))
def test_any_total_is_divided_evenly(total: int, size: int) -> None:
    with TemporaryDirectory() as folder:
        metadata = run(Path(folder), job(total, size))
        assert len(rows(Path(folder))) == metadata.total == total
    for name, names in (("domains", DOMAINS), ("intents", INTENTS)):
        counts = [metadata.diversity[name].get(one, 0) for one in names]
        assert max(counts) - min(counts) <= 1


def test_an_earlier_set_is_replaced_whole(tmp_path: Path) -> None:
    run(tmp_path, job(size=10))
    run(tmp_path, job())
    assert len(list((tmp_path / "data/traces").iterdir())) == 5


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, job(size=10))
    before = content(tmp_path / "data")
    monkeypatch.setitem(formats.WRITERS, "jsonl", formats.Writer(formats.line, full_disk))
    with pytest.raises(PipelineError) as error:
        run(tmp_path, job())
    cache = next((tmp_path / "cache").iterdir())
    assert str(error.value) == (
        f"{cache}: No space left on device; "
        f"see to it and run it again; the finished shards are kept in {cache}"
    )
    assert content(tmp_path / "data") == before
    assert not content(cache)


def test_disk_that_is_full_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(generating, "place", full_disk)
        with pytest.raises(PipelineError, match="No space left on device"):
            run(tmp_path, job())
    assert not content(tmp_path / "data")
    monkeypatch.setattr(shard, "sound", full_disk)
    assert run(tmp_path, job()).total == 100  # nothing was made again


@pytest.mark.parametrize("together", [1, 7, 10_000])
def test_how_many_are_made_together_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """Cell by cell or not, rows are in the order in which they are streamed."""
    monkeypatch.setattr(shard, "TOGETHER", together)
    run(tmp_path, job(furnish=picky))
    wanted = job(furnish=picky)
    streamed = [trace for n in range(wanted.shards) for trace in shard_traces(wanted, n, ignore)]
    assert [row["trace_id"] for row in rows(tmp_path)] == [one["trace_id"] for one in streamed]
    assert rows(tmp_path) == streamed


def ignore(row: object) -> None:
    """Rejected traces are no matter here."""

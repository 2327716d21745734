from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from datasets import Features, IterableDataset, Json, load_dataset

from schemas.sections.generate_traces import Format
from stages.traces.features import trace_features
from stages.traces.stream import as_iterable_dataset, stream_traces
from stages.traces.writing.formats import WRITERS
from stages.traces.writing.generate import generate
from stages.traces.writing.job import Trace
from stages.traces.writing.read import read_traces
from tests.stages.traces.writing.standins import RELEASE, job, picky, places

FORMATS: tuple[Format, ...] = get_args(Format)
BUILDERS = {"jsonl": "json", "jsonl.zst": "json", "parquet": "parquet"}
WHEN = "2026-01-31T00:00:00Z"


def expected(total: int = 100) -> list[Trace]:
    return list(stream_traces(total, 7, WHEN, furnish=picky))


def equal(found: Iterable[Trace], wanted: list[Trace]) -> bool:
    """A plain truth value: pytest takes minutes to tell how two such lists differ."""
    return list(found) == wanted


def written(folder: Path, format: Format) -> list[str]:
    generate(job(format=format, furnish=picky), places(folder), RELEASE, 1)
    return [str(path) for path in sorted((folder / "data/traces").glob("gold-*"))]


def test_every_format_has_a_writer() -> None:
    assert set(WRITERS) == set(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_back(tmp_path: Path, format: Format) -> None:
    files = written(tmp_path, format)
    assert all(name.endswith(f"-of-00004.{format}") for name in files)
    traces = [trace for name in files for trace in read_traces(Path(name))]
    assert equal(traces, expected())


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("format", FORMATS)
def test_load_dataset_reads_it(tmp_path: Path, format: Format, streaming: bool) -> None:
    data = load_dataset(
        BUILDERS[format],
        data_files=written(tmp_path, format),
        features=None if format == "parquet" else trace_features(),
        split="train",
        streaming=streaming,
        cache_dir=str(tmp_path / "hub"),
    )
    assert equal(data, expected())


def test_features() -> None:
    features: Any = trace_features()
    assert isinstance(features, Features)
    assert list(features) == list(expected(1)[0])
    assert features["metadata"] == Json()
    assert features["policy"]["scope_limits"] == Json()
    assert features["graph"]["calls"].feature["arguments"] == Json()


def test_an_iterable_dataset() -> None:
    data = as_iterable_dataset(100, 7, WHEN, 30, furnish=picky)
    assert isinstance(data, IterableDataset)
    assert data.num_shards == 4
    assert data.features == trace_features()
    assert equal(data, expected())
    assert equal(data.take(3), expected()[:3])


def test_a_stream_begins_at_once() -> None:
    stream = stream_traces(10**8, 7, WHEN, furnish=picky)
    assert next(stream)["validated"] is True


def test_a_stream_tells_of_rejected_traces(caplog: pytest.LogCaptureFixture) -> None:
    expected(200)
    assert len(caplog.records) == 36
    assert "was rejected and replaced" in caplog.text

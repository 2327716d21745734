"""Valid sets of gold traces for tests to damage."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from schemas.domain import INTENTS
from schemas.sections.generate_traces import Format
from schemas.traces_files import metadata_file, trace_files
from schemas.traces_metadata import TraceFile, TracesMetadata
from stages.traces.measure import measure
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
from stages.traces.writing.formats import WRITERS

Trace = dict[str, Any]
SEED = 918273645
WHEN = "2026-11-22T00:00:00Z"
TWO = ("Finance", "Healthcare")


def build_traces(domains: tuple[str, ...] = TWO, each: int = 2) -> list[Trace]:
    """So many of each domain and intent, which are the test's to change."""
    return [json.loads(line) for line in _lines(domains, each)]


@cache
def _lines(domains: tuple[str, ...], each: int) -> tuple[str, ...]:
    oracle = TemplateOracle(load_domains(), SEED, WHEN)
    numbered = [(name, intent, n) for n in range(each) for name in domains for intent in INTENTS]
    return tuple(json.dumps(oracle.trace(*cell) | {"validated": True}) for cell in numbered)


def write_set(
    folder: Path,
    traces: list[Trace],
    release: str = "test",
    shard_size: int = 10,
    ending: Format = "jsonl",
) -> None:
    """The shards and their metadata, as generate-traces leaves them."""
    folder.mkdir(parents=True, exist_ok=True)
    shards = [traces[start : start + shard_size] for start in range(0, len(traces), shard_size)]
    files = []
    for name, shard in zip(trace_files(release, len(shards), ending), shards, strict=True):
        write_traces(folder / name, shard)
        size = (folder / name).stat().st_size
        files.append(TraceFile(name=name, rows=len(shard), bytes=size))
    metadata = TracesMetadata(
        release=release,
        oracle="template",
        models={},
        wanted=len(traces),
        unfilled=(),
        total=len(traces),
        seed=SEED,
        created_at=WHEN,
        format=ending,
        generated=len(traces),
        rejected=(),
        counts=counted(traces),
        files=tuple(files),
        diversity=measure(traces),
    )
    (folder / metadata_file(release)).write_text(metadata.model_dump_json(indent=2) + "\n")


def write_traces(path: Path, traces: list[Trace]) -> None:
    """A file of the format that its name tells."""
    ending: Any = path.name.partition(".")[2]
    writer = WRITERS[ending]
    with path.open("wb") as file:
        writer.write(file, [[writer.render(trace) for trace in traces]])


def counted(traces: list[Trace]) -> dict[str, dict[Any, int]]:
    """By domain and intent."""
    counts: dict[str, dict[Any, int]] = {}
    for trace in traces:
        request = trace["request"]
        intents = counts.setdefault(request["domain"], {})
        intents[request["intent_category"]] = intents.get(request["intent_category"], 0) + 1
    return counts

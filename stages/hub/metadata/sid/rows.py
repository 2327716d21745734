"""The metadata of SID: counts, tools, provenance and notes, and nothing of a trace."""

from collections import Counter
from collections.abc import Iterator

from schemas.meta import MetaRow
from schemas.traces_files import STAGE, metadata_file
from schemas.traces_metadata import TracesMetadata
from stages.hub.metadata.sid.inputs import TraceInputs
from stages.hub.metadata.sid.notes import notes
from stages.hub.metadata.sid.provenance import provenance_row
from stages.hub.metadata.sid.tools import tool_rows
from stages.hub.records import load_record

TRACES = (
    "What became of the traces that the oracle made: generated = total + rejected. A rejected trace"
    " was replaced by another of its domain and intent; wanted - total are not to be had."
)


def rows(inputs: TraceInputs) -> Iterator[MetaRow]:
    """All rows, section by section; raises PipelineError where a record is missing."""
    path = inputs.folder / metadata_file(inputs.release)
    account = load_record(TracesMetadata, path, stage=STAGE)
    yield from _sampling_rows(inputs, account)
    yield from tool_rows(inputs, account)
    yield provenance_row(inputs, account)
    yield from notes(inputs, account.oracle)


def _sampling_rows(inputs: TraceInputs, account: TracesMetadata) -> Iterator[MetaRow]:
    totals = {  # without the seed, see the note privacy-rationale
        "wanted": account.wanted,
        "total": account.total,
        "generated": account.generated,
        "rejected": account.generated - account.total,
        "format": account.format,
        "files": len(account.files),
        "bytes": sum(file.bytes for file in account.files),
    }
    intents: Counter[str] = Counter()
    for counts in account.counts.values():
        intents.update(counts)
    rejected = [cell.model_dump() for cell in account.rejected]
    yield inputs.row("sampling", "traces", TRACES, totals)
    yield inputs.row("sampling", "domains", "Traces by domain and intent.", account.counts)
    yield inputs.row("sampling", "intents", "Traces by intent, in all domains.", dict(intents))
    yield inputs.row("sampling", "rejected", "Rejected traces, with codes of problems.", rejected)

"""The metadata of E2: counts, scanners, sources and notes, and nothing of a row."""

from collections.abc import Iterator

from schemas.e2_sampling import E2Sampling, E2SetAccount
from schemas.e2_sets import SETS, STAGE, E2Set, sampling_file
from schemas.meta import MetaRow
from stages.hub.metadata.e2.notes import notes
from stages.hub.metadata.e2.tools import tool_rows
from stages.hub.metadata.inputs import Inputs
from stages.hub.metadata.provenance import provenance_row
from stages.hub.records import load_record


def rows(inputs: Inputs) -> Iterator[MetaRow]:
    """All rows, section by section; raises PipelineError where a record is missing."""
    path = inputs.folder / sampling_file(inputs.release)
    sampling = load_record(E2Sampling, path, stage=STAGE)
    for spec in SETS:
        yield _sampling_row(inputs, spec, sampling.sets[spec.name])
    yield from tool_rows(inputs, sampling)
    for name in sorted({name for account in sampling.sets.values() for name in account.sources}):
        yield provenance_row(inputs, name, listed=False)
    yield from notes(inputs, sampling)


def _sampling_row(inputs: Inputs, spec: E2Set, account: E2SetAccount) -> MetaRow:
    description = (
        "What became of each file, read = kept + duplicate + rejected + surplus by source, and of"
        " each patch."
    )
    if any(source.synthetic for source in account.sources.values()):
        description = f"Synthetic. {description}"
    payload = account.model_dump()
    patches = payload["patches"]  # the names of patch files can tell of rows
    patches["hand_written_refused"] = len(patches["hand_written_refused"])
    return inputs.row("sampling", spec.name, description, payload)

"""The metadata of E1: counts, sources and notes, and nothing of a row."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.e1 import NO_FAMILY
from schemas.e1_sampling import SamplingFile, SetAccount
from schemas.e1_sets import OOD, SETS, E1Set
from schemas.meta import MetaRow
from stages.hub.metadata.e1.notes import notes
from stages.hub.metadata.inputs import Inputs
from stages.hub.metadata.provenance import provenance_row
from stages.hub.records import load_record


def rows(inputs: Inputs) -> Iterator[MetaRow]:
    """All rows, section by section; raises PipelineError where a record is missing."""
    files = {spec.name: _sampling_file(inputs, spec) for spec in SETS}
    accounts = {name: file.sets[name] for name, file in files.items()}
    for spec in SETS:
        yield _sampling_row(inputs, spec, files[spec.name])
    for spec in OOD:
        yield _ood_row(inputs, spec, accounts[spec.name])
    for spec in SETS:
        yield provenance_row(inputs, spec.source, listed=True)
    yield from notes(inputs, accounts)


def _sampling_file(inputs: Inputs, spec: E1Set) -> SamplingFile:
    path = inputs.folder / spec.account_file(inputs.release)
    return load_record(SamplingFile, path, stage=spec.stage)


def _sampling_row(inputs: Inputs, spec: E1Set, file: SamplingFile) -> MetaRow:
    account = file.sets[spec.name]
    description = (
        f"What became of each row of {spec.source}: read = kept + duplicate + rejected + surplus."
    )
    payload = {"limit": file.limit, **account.model_dump()}  # without the seed, see PRIVACY
    return inputs.row("sampling", spec.name, _marked(description, account), payload)


def _ood_row(inputs: Inputs, spec: E1Set, account: SetAccount) -> MetaRow:
    description = (
        f"Out-of-distribution set of {account.kept:,} rows from {spec.source},"
        " in the question template of the primary set."
    )
    payload = {
        "source": spec.source,
        "rows": account.kept,
        "labels": _labels(account.families),
        "scenarios": account.scenarios,
        "left_out_by_design": _rejected(account, fault=False),
        "malformed_or_unlabelled": _rejected(account, fault=True),
        "fields": inputs.report.figures["presence"][spec.name],
        "questions_also_in_primary": inputs.report.figures["shared_questions"][spec.name],
    }
    return inputs.row("ood", spec.name, _marked(description, account), payload)


def _labels(families: Mapping[str, int]) -> dict[str, Any]:
    """Rows by answer and attack family."""
    return {
        "Benign": families.get(NO_FAMILY, 0),
        "Malicious": {name: rows for name, rows in families.items() if name != NO_FAMILY},
    }


def _rejected(account: SetAccount, *, fault: bool) -> dict[str, int]:
    return {name: r.rows for name, r in account.rejected.items() if r.fault == fault}


def _marked(description: str, account: SetAccount) -> str:
    return f"Synthetic. {description}" if account.synthetic else description

"""Where the traces come from: an oracle of this repository, and nobody else's data."""

from schemas.meta import MetaRow
from schemas.traces_metadata import TracesMetadata
from stages.hub.metadata.sid.inputs import TraceInputs
from stages.hub.metadata.sid.tools import domain_files, registry_version

ORACLE = "template"
"""The oracle of the stage generate-traces; every trace names it, too."""

LICENCE = "MIT"
"""This repository's own: all that a trace is made of is in it."""

DESCRIPTION = (
    "Synthetic. Templates and domain files of this repository make the traces; no third party's"
    " data, no language model and no record of real users is in them."
)


def provenance_row(inputs: TraceInputs, account: TracesMetadata) -> MetaRow:
    """The only row of its section."""
    payload = {
        "oracle": ORACLE,
        "registry": registry_version(domain_files(inputs, account).values()),
        "latest_moment": account.created_at,
        "sources": [],
        "licence": LICENCE,
        "synthetic": True,
    }
    return inputs.row("provenance", f"{ORACLE}-oracle", DESCRIPTION, payload)

"""Where the traces come from: an oracle of this repository, and nobody else's data."""

from collections.abc import Mapping

from schemas.meta import MetaRow
from schemas.oracle_words import Oracle
from schemas.traces_metadata import TracesMetadata
from stages.hub.metadata.sid.inputs import TraceInputs
from stages.hub.metadata.sid.tools import domain_files, registry_version

LICENCE = "MIT"
"""This repository's own: all that a trace is made of is in it, or was made up by a model."""

DESCRIPTIONS: Mapping[Oracle, str] = {
    "template": (
        "Synthetic. Templates and domain files of this repository make the traces; no third"
        " party's data, no language model and no record of real users is in them."
    ),
    "anthropic": (
        "Synthetic. A language model wrote the requests and planned the calls, a judge of its own"
        " checked them; no third party's data and no record of real users is in them."
    ),
}
TERMS = "Anthropic's commercial terms say what may be done with what its models write."


def provenance_row(inputs: TraceInputs, account: TracesMetadata) -> MetaRow:
    """The only row of its section."""
    payload = {
        "oracle": account.oracle,
        "registry": registry_version(domain_files(inputs, account).values()),
        "latest_moment": account.created_at,
        "sources": [],
        "licence": LICENCE,
        "synthetic": True,
    }
    if account.models:
        payload |= {"models": account.models, "terms": TERMS}
    name = f"{account.oracle}-oracle"
    return inputs.row("provenance", name, DESCRIPTIONS[account.oracle], payload)

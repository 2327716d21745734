"""Write the six-column metadata of the gold traces, which may be public.

    python -m stages.export_meta_sid

Reads data/traces/metadata-R.json, the report of the traces and schemas/domains/; writes
data/meta/sid.jsonl. Refuses a set that has not passed `validate-sid` or has changed since.
"""

import argparse

from schemas.sections.export_meta import ExportMetaParams
from stages.common import cli
from stages.common.files import write_jsonl
from stages.common.params import load_release, load_section
from stages.hub.families import SID
from stages.hub.metadata.sid.inputs import TraceInputs
from stages.hub.metadata.sid.rows import rows
from stages.hub.validated import load_validated
from stages.traces.registry.load import load_domains


def stage(args: argparse.Namespace) -> None:
    """Write the metadata of the gold traces."""
    release = load_release(args.params)
    inputs = TraceInputs(
        release=release,
        created_at=load_section(ExportMetaParams, "export_meta", args.params).created_at,
        folder=SID.folder,
        report=load_validated(SID, release),
        registry=load_domains(),
    )
    count = write_jsonl(SID.metadata, (row.model_dump() for row in rows(inputs)))
    print(f"{SID.metadata.as_posix()}: {count} rows")


def main() -> None:
    """Run the stage export-meta-sid."""
    cli.run(stage, cli.parser(__doc__))


if __name__ == "__main__":
    main()

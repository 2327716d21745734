"""Write the six-column metadata of a family, which may be public.

    python -m stages.export_meta e1     SID: python -m stages.export_meta_sid

Reads data/<family>/, its report and the manifests of its sources; writes data/meta/<family>.jsonl.
Refuses sets that have not passed `validate` or have changed since.
"""

import argparse
import importlib
from pathlib import Path

from schemas.sections.export_meta import ExportMetaParams
from schemas.sections.fetch import FetchParams
from stages.common import cli
from stages.common.files import write_jsonl
from stages.common.params import load_release, load_section
from stages.hub.families import E1, E2, FAMILIES
from stages.hub.metadata.inputs import Inputs
from stages.hub.validated import load_validated

SOURCES = Path("data/sources")


def stage(args: argparse.Namespace) -> None:
    """Write the metadata of one family."""
    release = load_release(args.params)
    family = FAMILIES[args.family]
    report = load_validated(family, release)
    fetch = load_section(FetchParams, "fetch", args.params)
    inputs = Inputs(
        release=release,
        created_at=load_section(ExportMetaParams, "export_meta", args.params).created_at,
        folder=family.folder,
        report=report,
        sources=fetch.sources,
        tools=dict(fetch.tools.items()),
        manifests=SOURCES / args.family,
    )
    room = importlib.import_module(f"stages.hub.metadata.{args.family}.rows")
    count = write_jsonl(family.metadata, (row.model_dump() for row in room.rows(inputs)))
    print(f"{family.metadata.as_posix()}: {count} rows")


def main() -> None:
    """Run the stage export-meta."""
    parser = cli.parser(__doc__)
    parser.add_argument("family", choices=(E1.name, E2.name), help="whose metadata")
    cli.run(stage, parser)


if __name__ == "__main__":
    main()

"""Write the six-column metadata of a family, which may be public.

    python -m stages.export_meta e1

Reads data/<family>/, its report and the manifests of its sources; writes data/meta/<family>.jsonl.
Refuses sets that have not passed `validate` or have changed since.
"""

import argparse
import importlib
from pathlib import Path

from schemas.sections.export_meta import ExportMetaParams
from schemas.sections.fetch import FetchParams
from stages.common import cli
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.files import write_jsonl
from stages.common.params import load_release, load_section
from stages.hub.metadata.inputs import Inputs
from stages.hub.validated import load_report, objections

DATA = Path("data")
FAMILIES = ("e1", "e2")


def stage(args: argparse.Namespace) -> None:
    """Write the metadata of one family."""
    release = load_release(args.params)
    where = DATA / "reports" / f"{args.family}.json"
    report = load_report(where)
    if refused := list(objections(report, release)):
        fix = "run `dvc repro validate`"
        raise PipelineErrors(
            PipelineError(what, where=where.as_posix(), fix=fix) for what in refused
        )
    fetch = load_section(FetchParams, "fetch", args.params)
    inputs = Inputs(
        release=release,
        created_at=load_section(ExportMetaParams, "export_meta", args.params).created_at,
        folder=DATA / args.family,
        report=report,
        sources=fetch.sources,
        tools=dict(fetch.tools.items()),
        manifests=DATA / "sources" / args.family,
    )
    family = importlib.import_module(f"stages.hub.metadata.{args.family}.rows")
    path = DATA / "meta" / f"{args.family}.jsonl"
    count = write_jsonl(path, (row.model_dump() for row in family.rows(inputs)))
    print(f"{path.as_posix()}: {count} rows")


def main() -> None:
    """Run the stage export-meta."""
    parser = cli.parser(__doc__)
    parser.add_argument("family", choices=FAMILIES, help="whose metadata")
    cli.run(stage, parser)


if __name__ == "__main__":
    main()

"""Bring sources to data/raw/<name>/, and write the hashes of their files to data/sources/.

    python -m stages.fetch iot23                       fetch anew and write the manifest
    python -m stages.fetch --ensure iot23 unsw-nb15    fetch what is missing or damaged, and check
                                                       it against the manifests; writes no manifest
    python -m stages.fetch --ensure --family e2        the same for all sources of a family
    python -m stages.fetch --raw-only --family e2      fetch anew, but write no manifest

Where a source comes from is the section `fetch.sources.<name>` of params.yaml. A token for the
Hub is read from HF_TOKEN, in the environment or in .env.
"""

import argparse

from schemas.sections.fetch import FetchParams
from schemas.sections.runtime import RuntimeParams
from stages.common.cli import parser, run
from stages.common.errors import PipelineError
from stages.common.params import load_section
from stages.sources.fetching import ensure, fetch
from stages.sources.task import Task, find


def stage(args: argparse.Namespace) -> None:
    """Fetch or ensure each source that is named."""
    sources = load_section(FetchParams, "fetch", args.params).sources
    runtime = load_section(RuntimeParams, "runtime", args.params)
    if bool(args.names) == bool(args.family):
        raise PipelineError("name sources, or a family", fix="see --help")
    names = args.names or [name for name in sources if sources[name].family == args.family]
    tasks = [Task(name, find(name, sources), runtime) for name in names]
    for task in tasks:
        if args.ensure:
            ensure(task)
        else:
            sizes = [file.size for file in fetch(task, note=not args.raw_only).files]
            plural = "" if len(sizes) == 1 else "s"
            print(f"{task.name}: {len(sizes):,} file{plural}, {sum(sizes):,} bytes")


def main() -> None:
    """Run the stage from the command line."""
    made = parser(__doc__)
    made.add_argument("names", nargs="*", metavar="name", help="a source of params.yaml")
    made.add_argument("--family", choices=("e1", "e2"), help="instead of names: all its sources")
    what = made.add_mutually_exclusive_group()
    what.add_argument("--ensure", action="store_true", help="only fetch what is missing")
    what.add_argument("--raw-only", action="store_true", help="write no manifest")
    run(stage, made)


if __name__ == "__main__":
    main()

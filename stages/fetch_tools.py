"""Provide the scanners at their pinned versions, in <runtime.cache_dir>/tools/.

    python -m stages.fetch_tools            provide them all, write data/e2/tools-versions.json
    python -m stages.fetch_tools --ensure   provide what is missing; writes no such file

Ways, in this order: a program on PATH, a release archive, `go build`, pip. Where one can't be had
and build_e2.replay is true, this is a warning: the record of the samples stands in for it.
"""

import argparse
import sys
from pathlib import Path

from schemas.sections.build_e2 import BuildE2Params
from schemas.sections.fetch import FetchParams
from schemas.sections.runtime import RuntimeParams
from stages.common.cli import parser, run
from stages.common.errors import PipelineErrors
from stages.common.files import write_json
from stages.common.params import load_section
from stages.tools.providing import provide
from stages.tools.task import Task
from stages.tools.unavailable import Missing

VERSIONS = Path("data/e2/tools-versions.json")


def stage(args: argparse.Namespace) -> None:
    """Provide each scanner; after an error the others are provided all the same."""
    tools = load_section(FetchParams, "fetch", args.params).tools
    runtime = load_section(RuntimeParams, "runtime", args.params)
    replay = load_section(BuildE2Params, "build_e2", args.params).replay
    tasks = [Task(name, source, runtime) for name, source in sorted(tools.items())]
    missing = [problem for task in tasks if (problem := attempt(task))]
    if missing and not replay:
        raise PipelineErrors(missing)
    for problem in missing:
        warn(problem)
    if not args.ensure:
        # From the parameters: the same bytes, however a scanner was had.
        write_json(VERSIONS, {task.name: task.source.version for task in tasks})
        for task in tasks:
            print(f"{task}: {task.program if task.program.exists() else 'missing'}")


def attempt(task: Task) -> Missing | None:
    """Provide one scanner, or tell why it can't be had."""
    try:
        provide(task)
    except Missing as problem:
        return problem
    return None


def warn(problem: Missing) -> None:
    """Tell what it means that a scanner is missing where its findings are replayed."""
    print(
        f"WARNING: {problem}\n"
        f"WARNING: without {problem.task.name}, what it once found in the committed samples is "
        "replayed; any other file needs the scanner itself",
        file=sys.stderr,
    )


def main() -> None:
    """Run the stage from the command line."""
    made = parser(__doc__)
    made.add_argument("--ensure", action="store_true", help="only provide what is missing")
    run(stage, made)


if __name__ == "__main__":
    main()

"""Check every row of a family and the set as a whole; exit code 1 when anything is wrong.

    python -m stages.validate e1        SID: python -m stages.validate_sid

Reads data/<family>/ and writes, whether or not the check passes:

    data/reports/<family>.json            what is wrong, with file and line, and all figures
    data/reports/<family>-metrics.json    numbers for `dvc metrics show`
    data/reports/<family>-plots/*.csv     tables for `dvc plots show`
"""

import argparse
import importlib
from pathlib import Path

from schemas.sections.validate import ValidateParams
from stages.checks.outcome import conclude
from stages.common import cli
from stages.common.params import load_release, load_section

DATA = Path("data")
FAMILIES = ("e1", "e2")
"""SID has a script of its own, stages/validate_sid.py: its traces are judged by their room."""


def stage(args: argparse.Namespace) -> None:
    """Check one family."""
    params = load_section(ValidateParams, "validate", args.params)
    checks = importlib.import_module(f"stages.checks.{args.family}.check")
    outcome = checks.check(
        DATA / args.family, load_release(args.params), getattr(params, args.family)
    )
    conclude(outcome, DATA / "reports")


def main() -> None:
    """Run the stage validate."""
    parser = cli.parser(__doc__)
    parser.add_argument("family", choices=FAMILIES, help="what to check")
    cli.run(stage, parser)


if __name__ == "__main__":
    main()

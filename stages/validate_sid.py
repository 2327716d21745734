"""Judge every gold trace again and check the set as a whole; exit code 1 when anything is wrong.

    python -m stages.validate_sid

Reads data/traces/ and schemas/domains/ and writes, whether or not the check passes:

    data/reports/sid.json            what is wrong, with file and line, and all figures
    data/reports/sid-metrics.json    numbers for `dvc metrics show`
    data/reports/sid-plots/*.csv     tables for `dvc plots show`
"""

import argparse
from pathlib import Path

from schemas.sections.runtime import RuntimeParams
from schemas.sections.validate import ValidateParams
from stages.checks.outcome import conclude
from stages.checks.sid.check import check
from stages.common import cli
from stages.common.params import load_release, load_section
from stages.traces.judging.judge import judge
from stages.traces.registry.load import load_domains

TRACES, REPORTS = Path("data/traces"), Path("data/reports")


def stage(args: argparse.Namespace) -> None:
    """Check the gold traces."""
    limits = load_section(ValidateParams, "validate", args.params).sid
    workers = load_section(RuntimeParams, "runtime", args.params).workers
    registry = {name: file.domain for name, file in load_domains().items()}
    outcome = check(TRACES, load_release(args.params), limits, registry, judge, workers)
    conclude(outcome, REPORTS)


def main() -> None:
    """Run the stage validate-sid."""
    cli.run(stage, cli.parser(__doc__))


if __name__ == "__main__":
    main()

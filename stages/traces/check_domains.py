"""Check domain files.

    python -m stages.traces.check_domains               the domains of this repository
    python -m stages.traces.check_domains --folder F    other ones

Exit code 1 and a line `file:line: reason` for each problem of each file.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from schemas.domain import Domain
from stages.common.errors import PipelineError
from stages.traces.registry.load import FOLDER, load_domains


def summary(domains: Iterable[Domain]) -> str:
    """What sound domains hold, in a line."""
    made = list(domains)
    tools = [tool_id for domain in made for tool_id in domain.tools]
    allowed = sum(len(domain.callable) for domain in made)
    scenarios = [scenario for domain in made for scenario in domain.scenarios.values()]
    calls = sum(len(scenario.calls) for scenario in scenarios)
    tails = sum(len(scenario.also) for scenario in scenarios)
    return (
        f"sound: {len(made)} domains; {len(tools):,} tools, {allowed:,} of them callable; "
        f"{len(scenarios):,} scenarios, {calls / len(scenarios):.2f} calls each; "
        f"{sum(len(s.asks) for s in scenarios):,} requests, {tails:,} tails"
    )


def main() -> None:
    """Check the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Check domain files.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the files are")
    try:
        files = load_domains(parser.parse_args().folder)
    except PipelineError as error:
        sys.exit(f"error: {error}")
    print(summary(file.domain for file in files.values()))


if __name__ == "__main__":
    main()

"""Plan what would go where on the Hub, and show it. Nothing is sent and no token is read.

    python -m stages.push

Reads the sets, their reports and metadata; writes data/push/plan.json. A set that may not be
published is in the plan, too, with the reasons.
"""

import argparse
import importlib
from pathlib import Path

from schemas.sections.push import PushParams
from stages.common import cli
from stages.common.files import write_json
from stages.common.params import load_release, load_section
from stages.hub.families import FAMILIES
from stages.hub.plan import Proposal, make_plan
from stages.hub.proposals.release import Release
from stages.hub.table import table
from stages.hub.validated import load_report

PLAN = Path("data/push/plan.json")


def stage(args: argparse.Namespace) -> None:
    """Plan the push of all families."""
    params = load_section(PushParams, "push", args.params)
    name = load_release(args.params)
    wanted: list[Proposal] = []
    for family in PushParams.model_fields:
        release = Release(name, FAMILIES[family], load_report(FAMILIES[family]))
        room = importlib.import_module(f"stages.hub.proposals.{family}")
        wanted += room.proposals(release, getattr(params, family))
    plan = make_plan(name, wanted)
    write_json(PLAN, plan.model_dump(mode="json"))
    print(f"Dry run of release {name}: nothing is sent. Plan: {PLAN.as_posix()}\n\n{table(plan)}")


def main() -> None:
    """Run the stage push."""
    cli.run(stage, cli.parser(__doc__))


if __name__ == "__main__":
    main()

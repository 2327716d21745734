"""Stage sample: the primary E1 set, from IoT-23.

data/raw/iot23/ -> data/e1/iot23-train-dev-test-R.jsonl   the rows; R is the release
                   data/e1/sampling-iot23-R.json          the account of every row read
                   data/rejects/iot23.jsonl               rows not used, with reason and place
"""

import argparse

from schemas.e1_sets import PRIMARY
from schemas.sections.sample import SampleParams
from stages.common import cli
from stages.common.params import load_section
from stages.flows import hub, zeek
from stages.flows.build import Recipe
from stages.flows.sets import build_sets, is_synthetic


def main(args: argparse.Namespace) -> None:
    """Build the set as the section sample of the parameter file says."""
    params = load_section(SampleParams, "sample", args.params)
    recipe = Recipe(
        spec=PRIMARY,
        kinds=(zeek.LOGS, hub.PARQUET, hub.TABLES),
        params=params,
        split=params.split,
        synthetic=is_synthetic(args.params, PRIMARY.source),
    )
    build_sets([recipe], args.params)


if __name__ == "__main__":
    cli.run(main, cli.parser(__doc__ or ""))

"""Stage build-ood: the out-of-distribution E1 sets, from CIC-IDS-2017 and UNSW-NB15.

data/raw/cic-ids-2017/ -> data/e1/cic-ids-2017-ood-R.jsonl   the rows; R is the release
                          data/rejects/cic-ids-2017.jsonl    rows not used
data/raw/unsw-nb15/    -> data/e1/unsw-nb15-ood-R.jsonl
                          data/rejects/unsw-nb15.jsonl
both                   -> data/e1/sampling-e1-ood-R.json     the account of every row read
"""

import argparse

from schemas.e1_sets import OOD
from schemas.sections.build_ood import BuildOodParams
from stages.common import cli
from stages.common.params import load_section
from stages.flows import cic, unsw
from stages.flows.build import Recipe
from stages.flows.sets import build_sets, is_synthetic


def main(args: argparse.Namespace) -> None:
    """Build both sets as the section build_ood of the parameter file says."""
    params = load_section(BuildOodParams, "build_ood", args.params)
    kinds = {"cic-ids-2017": cic.tables(params.attempted), "unsw-nb15": unsw.TABLES}
    recipes = [
        Recipe(
            spec=spec,
            kinds=(kinds[spec.source],),
            params=params,
            split=None,
            synthetic=is_synthetic(args.params, spec.source),
        )
        for spec in OOD
    ]
    build_sets(recipes, args.params)


if __name__ == "__main__":
    cli.run(main, cli.parser(__doc__ or ""))

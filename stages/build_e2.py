"""Stage build-e2: the E2 sets, configs labelled by scanners, with proven patches.

data/raw/<source>/ -> data/e2/k8s-labeled-R.jsonl                all manifests; R is the release
                      data/e2/k8s-patch-verified-R.jsonl         those with a patch
                      data/e2/terraform-labeled-R.jsonl          likewise, Terraform
                      data/e2/terraform-patch-verified-R.jsonl
                      data/e2/sampling-e2-R.json                 the account of files and patches
                      data/rejects/e2.jsonl                      files that are no rows

    python -m stages.build_e2 --prove data/e2/k8s-patch-verified-test.jsonl

runs the proof again from a published file alone and writes nothing.
"""

import argparse
from pathlib import Path

from stages.common import cli
from stages.configs.output import build_all
from stages.configs.reprove import reprove


def stage(args: argparse.Namespace) -> None:
    """Build both sets, or prove the patches of published files."""
    if args.prove:
        reprove(args.prove, args.params)
    else:
        build_all(args.params, record=args.record)


def main() -> None:
    """Run the stage build-e2."""
    parser = cli.parser(__doc__)
    parser.add_argument("--prove", type=Path, nargs="+", metavar="FILE", help="prove patches again")
    parser.add_argument(
        "--record", action="store_true", help="also write what the scanners found in the samples"
    )
    cli.run(stage, parser)


if __name__ == "__main__":
    main()

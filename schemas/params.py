"""The whole of params.yaml in one model.

    python -m schemas.params            check params.yaml
    python -m schemas.params --file F   check another file

Exit code 1 and a line for each problem when a value is impossible or a key unknown.
"""

import argparse
import sys
from pathlib import Path

from pydantic import Field

from schemas.sections.build_e2 import BuildE2Params
from schemas.sections.build_ood import BuildOodParams
from schemas.sections.export_meta import ExportMetaParams
from schemas.sections.fetch import FetchParams
from schemas.sections.generate_traces import GenerateTracesParams
from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import Runtime
from schemas.sections.push import PushParams
from schemas.sections.sample import SampleParams
from schemas.sections.validate import ValidateParams
from schemas.strict import Strict
from stages.common.errors import PipelineError
from stages.common.params import read_yaml, validated


class Params(Strict):
    """params.yaml."""

    release: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    """Names the release, in file names too: `test`, `v1`."""

    fetch: FetchParams
    sample: SampleParams
    build_ood: BuildOodParams
    build_e2: BuildE2Params
    generate_traces: GenerateTracesParams
    oracle: OracleParams
    validate_: ValidateParams = Field(alias="validate")
    export_meta: ExportMetaParams
    push: PushParams
    runtime: Runtime


def load(path: Path) -> Params:
    """Read and check a parameter file; raises PipelineError with every problem found."""
    return validated(Params, read_yaml(path), path)


def main() -> None:
    """Check the file named on the command line."""
    parser = argparse.ArgumentParser(description="Check a parameter file.")
    parser.add_argument("--file", type=Path, default=Path("params.yaml"), help="what to check")
    try:
        load(parser.parse_args().file)
    except PipelineError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()

"""The scanners that tests run: those of the pipeline, provided on first use."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from stages.common.params import read_yaml
from stages.common.toolbox import program

ROOT = Path(__file__).parents[3]


@cache
def tool(name: str) -> Path:
    """The program, at the version of params.yaml."""
    params = read_yaml(ROOT / "params.yaml")
    place = program(
        ROOT / params["runtime"]["cache_dir"], name, params["fetch"]["tools"][name]["version"]
    )
    if not place.exists():
        subprocess.run(
            [sys.executable, "-m", "stages.fetch_tools", "--ensure"], cwd=ROOT, check=True
        )
    return place

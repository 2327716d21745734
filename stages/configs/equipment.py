"""The scanners of this machine, as the parameters want them."""

import os
import sys
from pathlib import Path

from schemas.e2 import TOOLS, Tool
from schemas.sections.build_e2 import BuildE2Params
from schemas.sections.fetch import FetchParams
from schemas.sections.runtime import RuntimeParams
from stages.common.errors import PipelineError
from stages.common.params import load_section
from stages.common.toolbox import program
from stages.configs.scanners.scan import Scanners
from stages.configs.scanners.toolbox import Toolbox

RECORD = Path("data/samples/e2-findings.json")
"""What the scanners found in the samples."""


def equipped(params_file: Path, *, replay: bool) -> Scanners:
    """Scanners that run; with `replay`, those that can't be had answer from RECORD.

    Raises PipelineError for a scanner that can't be had otherwise, or has no parameters.
    """
    tools = load_section(FetchParams, "fetch", params_file).tools
    runtime = load_section(RuntimeParams, "runtime", params_file)
    timeout = load_section(BuildE2Params, "build_e2", params_file).timeout
    for tool in (tool for tool in TOOLS if tool not in tools):
        fix = "a scanner that is replayed needs its version, too"
        raise PipelineError(f"fetch.tools.{tool}: no such entry", where=str(params_file), fix=fix)
    versions: dict[Tool, str] = {tool: tools[tool].version for tool in TOOLS}
    places = {tool: program(Path(runtime.cache_dir), tool, versions[tool]) for tool in TOOLS}
    missing = [tool for tool in TOOLS if not places[tool].exists()]
    if missing and not replay:
        raise PipelineError(
            f"{', '.join(missing)} can't be had", fix="run `python -m stages.fetch_tools`"
        )
    for tool in missing:
        print(f"WARNING: {tool} is replayed from {RECORD.as_posix()}", file=sys.stderr)
    programs = {tool: place for tool, place in places.items() if tool not in missing}
    workers = runtime.workers or os.cpu_count() or 1
    return Scanners(Toolbox(programs, versions, timeout), workers, RECORD if replay else None)

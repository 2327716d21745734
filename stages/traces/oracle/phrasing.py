"""Read schemas/phrasing.yaml."""

from pathlib import Path

import schemas.phrasing
from schemas.phrasing import Phrasing
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.params import validated
from stages.traces.registry.source import read

PHRASING = Path(schemas.phrasing.__file__).with_suffix(".yaml")


def load_phrasing(path: Path = PHRASING) -> Phrasing:
    """The phrasing that a file holds; raises PipelineErrors with a line for each thing wrong."""
    source = read(path.read_text(encoding="utf-8"))
    if source.problems:
        raise PipelineErrors(
            PipelineError(what, where=f"{path}:{line}") for line, what in source.problems
        )
    return validated(Phrasing, source.value, path)

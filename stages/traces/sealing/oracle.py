"""Traces from sealed answers: the model's words, and what the registry says today."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq

from schemas.seal import TRACES
from stages.traces.asking.formats import PlannedCalls
from stages.traces.assembling.trace import Assembler, Written
from stages.traces.registry.load import DomainFile, load_domains
from stages.traces.sealing.rows import SealedRows
from stages.traces.validator.checker import problems
from stages.traces.writing.job import Recipe, Workshop

REMEDY = "the registry or the validator changed since: python -m stages.oracle run, then seal"


class SealedOracle:
    """Makes the trace of a row of traces.parquet; see stages.traces.writing.job.Oracle."""

    def __init__(self, folder: Path, domains: Mapping[str, DomainFile]) -> None:
        self._file = pq.ParquetFile(folder / TRACES)
        self._assemblers = {name: Assembler(file) for name, file in domains.items()}
        groups = range(self._file.num_row_groups)
        self._sizes = [self._file.metadata.row_group(group).num_rows for group in groups]
        self._group = lru_cache(maxsize=2)(self._read)

    def trace(self, domain: str, intent: str, index: int) -> dict[str, Any]:
        """The trace of a row, which has this domain and intent."""
        row = self._row(index)
        plan = PlannedCalls.model_validate_json(row["plan"])
        written = Written(row["row"], intent, row["text"], row["moment"])
        models = orjson.loads(row["models"])
        return self._assemblers[domain].trace(written, plan, models, row["attempt"])

    def _row(self, index: int) -> dict[str, Any]:
        group = 0
        while index >= self._sizes[group]:
            index -= self._sizes[group]
            group += 1
        return self._group(group)[index]

    def _read(self, group: int) -> list[dict[str, Any]]:
        columns = ["row", "text", "moment", "plan", "models", "attempt"]
        rows: list[dict[str, Any]] = self._file.read_row_group(group, columns=columns).to_pylist()
        return rows


def furnish(recipe: Recipe) -> Workshop:
    """The workshop of the stage for sealed answers."""
    assert recipe.sealed
    folder, domains = Path(recipe.sealed.folder), load_domains()
    return Workshop(
        tuple(domains),
        SealedOracle(folder, domains),
        problems,
        rows=SealedRows(folder, recipe.domains or tuple(domains)),
        attempts=1,
        remedy=REMEDY,
    )

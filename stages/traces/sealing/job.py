"""What generate-traces does with a folder of sealed answers."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.oracle_words import PHASES
from schemas.seal import REJECTED, SEAL, Seal
from schemas.sections.generate_traces import GenerateTracesParams
from schemas.traces_metadata import UnfilledTraces
from stages.common.errors import PipelineError, PipelineErrors
from stages.common.files import sha256_file
from stages.traces.sealing.oracle import furnish
from stages.traces.sealing.read import read_seal
from stages.traces.writing.generate import Origin
from stages.traces.writing.job import Job, Recipe, Sealed

PLACE = "generate_traces"
FEW = 3
"""Domains that a message names."""


def sealed_job(
    params: GenerateTracesParams, domains: tuple[str, ...], where: Path
) -> tuple[Job, Origin]:
    """The job that makes traces of the sealed answers, and where those come from.

    Raises PipelineErrors if they are not the answers for these parameters.
    """
    folder = Path(params.sealed)
    seal = read_seal(folder)
    _check(seal, params, domains, where)
    if not seal.accepted:
        raise PipelineError("has no accepted trace", where=str(folder))
    sealed = Sealed(folder.as_posix(), sha256_file(folder / SEAL))
    recipe = Recipe(seal.accepted, params.seed, params.created_at, domains, sealed)
    origin = Origin(
        oracle="anthropic",
        models={phase: seal.oracle.phases.of(phase).model for phase in PHASES},
        unfilled=tuple(UnfilledTraces(**cell.model_dump()) for cell in seal.unfilled),
        rejected=_rejected(folder / REJECTED),
    )
    return Job(recipe, params.shard_size, params.format, furnish), origin


def _check(seal: Seal, params: GenerateTracesParams, domains: tuple[str, ...], where: Path) -> None:
    wanted: Mapping[str, Any] = {
        "total": (params.total, seal.total),
        "seed": (params.seed, seal.seed),
        "created_at": (params.created_at, seal.created_at),
        "domains": (domains, seal.domains),
    }
    problems = [
        PipelineError(
            f"is {_shown(ours)}, {params.sealed} is sealed for {_shown(theirs)}",
            where=f"{where}: {PLACE}.{name}",
            fix="they must be the same, or the answers sealed again",
        )
        for name, (ours, theirs) in wanted.items()
        if ours != theirs
    ]
    if problems:
        raise PipelineErrors(problems)


def _shown(value: Any) -> str:
    if not isinstance(value, tuple):
        return repr(value)
    return ", ".join(value) if len(value) <= FEW else f"{len(value)} domains"


def _rejected(path: Path) -> Iterator[Mapping[str, Any]]:
    """As rows of data/rejects/traces.jsonl."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            yield from map(_row, batch.to_pylist())


def _row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    told = "; ".join(row["problems"])
    return {
        "domain": row["domain"],
        "intent": row["intent"],
        "problems": [
            {"code": code, "place": row["phase"], "message": told} for code in row["codes"]
        ],
        "row": row["row"],
        "attempt": row["attempt"],
        "text": row["text"],
    }

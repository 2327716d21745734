"""Prove published patches again, from nothing but the published file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from schemas.e2 import E2Row
from stages.common.errors import PipelineError, PipelineErrors
from stages.configs.corpus import PARSERS, Config
from stages.configs.equipment import equipped
from stages.configs.finding import Failure
from stages.configs.origin import Origin
from stages.configs.parsed import Unusable
from stages.configs.patching.patch import Prover, make_patch
from stages.configs.rows import violations
from stages.configs.scanners.scan import Scanners


def reprove(files: Sequence[Path], params_file: Path) -> None:
    """Scan the questions, apply the patches, scan again; raises PipelineErrors for what fails."""
    scanners = equipped(params_file, replay=False)
    for file in files:
        rows = [_row(file, number, line) for number, line in enumerate(_lines(file), 1)]
        reasons = zip(rows, _verdicts(rows, scanners), strict=True)
        if failed := [(row, reason) for row, reason in reasons if reason]:
            raise PipelineErrors(PipelineError(why, where=row.meta.source) for row, why in failed)
        print(f"{file.as_posix()}: {len(rows):,} patches proven")


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as lines:
        yield from lines


def _row(file: Path, number: int, line: bytes) -> E2Row:
    try:
        return E2Row.model_validate_json(line)
    except ValidationError as error:
        what = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise PipelineError(what, where=f"{file.as_posix()}:{number}") from None


def _verdicts(rows: Sequence[E2Row], scanners: Scanners) -> list[str | None]:
    """For each row why it is not proven, or None."""
    configs = [_config(row) for row in rows]
    scanned = scanners.scan({config.key: config.parsed for config in configs})
    prover = Prover(
        {k: () if isinstance(v, Failure) else v for k, v in scanned.items()}, scanners.scan
    )
    patches = prover.prove(
        [make_patch(c, row.info.patch or "") for c, row in zip(configs, rows, strict=True)]
    )
    return [
        _difference(row, config, prover) or (patch if isinstance(patch, str) else None)
        for row, config, patch in zip(rows, configs, patches, strict=True)
    ]


def _difference(row: E2Row, config: Config, prover: Prover) -> str | None:
    found = violations(prover.findings[config.key], config.path)
    return None if found == row.info.violations else "the scanners find something else in it"


def _config(row: E2Row) -> Config:
    origin, _, path = row.meta.source.partition(":")
    repository, _, commit = origin.partition("@")
    place = Origin(origin, repository, commit, synthetic=False, folder=Path(), files=())
    try:
        parsed = PARSERS[row.meta.lang](row.question)
    except Unusable as problem:
        what = f"its question can't be parsed: {problem.reason}"
        raise PipelineError(what, where=row.meta.source) from None
    return Config(place, path, parsed, row.meta.hash)

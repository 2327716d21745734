"""Seal a set: the run is gone through once more with the ledger's answers alone."""

import asyncio
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.seal import ANSWERS, REJECTED, SEAL, TRACES, Seal, SealedFile, Unfilled
from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.common.progress import progress
from stages.traces.ledger.answer import FIELDS
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.known import Known
from stages.traces.phases.order import Order
from stages.traces.phases.passes import Passes
from stages.traces.phases.shop import Shop
from stages.traces.phases.wanted import Wanted, wanted
from stages.traces.sealing import columns
from stages.traces.sealing.collecting import Collecting
from stages.traces.writing.publish import replaced

GROUP = 10_000
"""Rows of a row group: what is read at a time when traces are made of it."""

PAID = f"""
    SELECT {FIELDS} FROM ledger.answers WHERE key IN (SELECT key FROM used) ORDER BY key, message"""
UNCERTAIN = """
    SELECT count(*), coalesce(sum(dollars), 0) FROM (
        SELECT key, estimate AS dollars FROM ledger.sends
        JOIN ledger.send_ends ON send = ledger.sends.id WHERE outcome = 'uncertain'
        UNION ALL
        SELECT key, estimate / requests FROM ledger.batch_items
        JOIN ledger.batches ON ledger.batches.id = batch
        JOIN ledger.batch_ends USING (batch) WHERE outcome = 'lost'
    ) WHERE key IN (SELECT key FROM used)"""


def seal(order: Order, ledger: Reading, folder: Path) -> Seal:
    """Write the sealed files of a set to `folder`, replacing it as a whole.

    Raises PipelineError if the ledger lacks answers: then the run is not finished.
    """
    with Collecting(ledger.folder / "sealing.db") as collected:
        unfilled = _gone_through(order, ledger, collected)
        if collected.unfinished:
            raise PipelineError(
                f"{collected.unfinished} of {order.recipe.total} traces are not finished",
                where=str(ledger.folder),
                fix="python -m stages.oracle run",
            )
        with replaced(folder) as out:
            made = _write(order, ledger, collected, unfilled, out)
    return made


def _gone_through(order: Order, ledger: Reading, collected: Collecting) -> tuple[Wanted, ...]:
    shop = Shop(order.recipe, order.params, order.domains)
    answers = Known(ledger.answer, lambda ask: None)

    async def through() -> tuple[Wanted, ...]:
        with progress("sealing", order.recipe.total, "trace") as bar:
            return await Passes(answers, shop, GROUP, collected).run(_shown(order, bar.update))

    return asyncio.run(through())


def _shown(order: Order, update: Any) -> Iterator[Wanted]:
    for one in wanted(order.quotas):
        update(1)
        yield one


def _write(
    order: Order, ledger: Reading, collected: Collecting, unfilled: Iterable[Wanted], out: Path
) -> Seal:
    rows = {
        TRACES: _parquet(out / TRACES, columns.TRACES, collected.accepted()),
        REJECTED: _parquet(out / REJECTED, columns.REJECTED, collected.rejected()),
        ANSWERS: _parquet(out / ANSWERS, columns.ANSWERS, _answers(collected, ledger)),
    }
    uncertain = next(collected.select(ledger.path, UNCERTAIN))
    counts = Counter((one.domain, one.intent) for one in unfilled)
    made = Seal(
        total=order.recipe.total,
        seed=order.recipe.seed,
        created_at=order.recipe.created_at,
        domains=order.recipe.domains,
        oracle=order.params,
        accepted=rows[TRACES],
        unfilled=tuple(
            Unfilled(domain=domain, intent=intent, traces=count)
            for (domain, intent), count in sorted(counts.items())
        ),
        uncertain=uncertain[0],
        uncertain_dollars=round(uncertain[1], 6),
        files={
            name: SealedFile(rows=count, sha256=sha256_file(out / name))
            for name, count in rows.items()
        },
    )
    (out / SEAL).write_text(made.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return made


def _answers(collected: Collecting, ledger: Reading) -> Iterator[dict[str, Any]]:
    names = columns.ANSWERS.names
    return (dict(zip(names, row, strict=True)) for row in collected.select(ledger.path, PAID))


def _parquet(path: Path, schema: Any, rows: Iterator[dict[str, Any]]) -> int:
    plain = pa.schema([(f.name, pa.string() if f.type == pa.json_() else f.type) for f in schema])
    count = 0
    with path.open("wb") as file:
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            while some := list(islice(rows, GROUP)):
                writer.write_table(pa.Table.from_pylist(some, schema=plain).cast(schema))
                count += len(some)
        file.flush()
        os.fsync(file.fileno())
    return count

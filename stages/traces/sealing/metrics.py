"""What a sealed set cost and what was rejected on the way, from the sealed files alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.oracle_words import PHASES
from schemas.seal import ANSWERS, REJECTED, SEAL, TRACES, Seal
from stages.traces.budget.prices import cost
from stages.traces.ledger.answer import Usage

Row = Mapping[str, Any]
PRICED = ["phase", "domain", "model", "transport", *Usage._fields]


def metrics(folder: Path) -> dict[str, Any]:
    """Figures for `dvc metrics show`: US dollars, and shares of candidates."""
    seal = Seal.model_validate_json((folder / SEAL).read_bytes())
    rejected = [*_rows(folder / REJECTED, ["domain", "phase", "codes"])]
    domains = Counter(row["domain"] for row in _rows(folder / TRACES, ["domain"]))
    dollars = _dollars(_rows(folder / ANSWERS, PRICED), seal)
    total = sum(dollars.values()) + seal.uncertain_dollars
    return {
        "oracle": "anthropic",
        "traces": seal.accepted,
        "unfilled": seal.total - seal.accepted,
        "dollars": round(total, 4),
        "dollars_per_trace": round(total / max(seal.accepted, 1), 6),
        "uncertain_requests": seal.uncertain,
        "uncertain_dollars": round(seal.uncertain_dollars, 4),
        "phases": _phases(seal, rejected, dollars),
        "domains": _domains(domains, rejected, dollars),
        "rejected": dict(Counter(code for row in rejected for code in row["codes"]).most_common()),
    }


def _dollars(rows: Iterable[Row], seal: Seal) -> dict[tuple[str, str], float]:
    """By phase and domain."""
    found: defaultdict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        usage = Usage(*(row[name] for name in Usage._fields))
        prices = seal.oracle.models[row["model"]]
        found[row["phase"], row["domain"]] += cost(usage, prices, row["transport"])
    return found


def _phases(seal: Seal, rejected: list[Row], dollars: Mapping[tuple[str, str], float]) -> Row:
    """Of the candidates that came to a phase, how many got through it."""
    lost = Counter(row["phase"] for row in rejected)
    came = seal.accepted + len(rejected)
    found: dict[str, Row] = {}
    for phase in PHASES:
        passed = came - lost[phase]
        found[phase] = {
            "candidates": came,
            "accepted": round(passed / max(came, 1), 4),
            "dollars": round(sum(d for (p, _), d in dollars.items() if p == phase), 4),
        }
        came = passed
    return found


def _domains(
    accepted: Counter[str], rejected: list[Row], dollars: Mapping[tuple[str, str], float]
) -> Row:
    lost = Counter(row["domain"] for row in rejected)
    found: dict[str, Row] = {}
    for domain in sorted(accepted.keys() | lost.keys()):
        spent = sum(d for (_, name), d in dollars.items() if name == domain)
        found[domain] = {
            "traces": accepted[domain],
            "accepted": round(accepted[domain] / (accepted[domain] + lost[domain]), 4),
            "dollars_per_trace": round(spent / max(accepted[domain], 1), 6),
        }
    return found


def _rows(path: Path, columns: list[str]) -> Iterator[Row]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=columns):
            yield from batch.to_pylist()

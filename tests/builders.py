"""Valid synthetic E1 sets for tests to damage."""

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from schemas.e1 import NO_FAMILY, FlowText, render_question, row_hash
from schemas.e1_sets import SETS, E1Set

Row = dict[str, Any]
SMALL = {"iot23-train-dev-test": 40, "cic-ids-2017-ood": 20, "unsw-nb15-ood": 20}
FAMILIES = ("Okiru", "DDoS")


def flows(count: int, seed: str) -> list[FlowText]:
    """Distinct flows, no two of them near-twins, in which nothing hints at a label."""
    rng = random.Random(seed)
    sizes = rng.sample(range(1_000_000), count)
    return [
        FlowText(
            protocol=rng.choice(["tcp", "udp"]),
            destination_port=rng.choice([22, 23, 80, 443, None]),
            service=rng.choice(["dns", "http", None]),
            duration_us=rng.choice([None, 1000, 3_110_000]),
            sent_packets=rng.randrange(9),
            sent_bytes=size,
        )
        for size in sizes
    ]


def row_of(flow: FlowText, answer: str, **meta: str) -> Row:
    """A valid row."""
    question = render_question(flow)
    return {
        "question": question,
        "answer": answer,
        "meta": {
            "source": meta["source"],
            "scenario": meta.get("scenario", "capture-1"),
            "attack_family": meta.get("family", NO_FAMILY if answer == "Benign" else "Okiru"),
            "hash": row_hash(question),
            "split": meta["split"],
        },
    }


def rows_of(spec: E1Set, count: int, change: Callable[..., FlowText] = lambda f, _: f) -> list[Row]:
    """A balanced set; `change(flow, answer)` may alter each flow before it is rendered."""
    rows = []
    for i, flow in enumerate(flows(count, spec.name)):
        answer = ("Malicious", "Benign")[i % 2]
        rows.append(
            row_of(
                change(flow, answer),
                answer,
                source=spec.source,
                split=split_of(spec, i),
                scenario=f"capture-{i % 3}",
                family=NO_FAMILY if answer == "Benign" else FAMILIES[i // 2 % 2],
            )
        )
    return rows


def split_of(spec: E1Set, i: int) -> str:
    """14, 3 and 3 pairs of 20 go to train, dev and test."""
    if len(spec.splits) == 1:
        return spec.splits[0]
    pair = i // 2 % 20
    return "train" if pair < 14 else "dev" if pair < 17 else "test"


def port_leak(flow: FlowText, answer: str) -> FlowText:
    """A flow whose destination port decides its answer."""
    return replace(flow, destination_port=2323 if answer == "Malicious" else 443)


def account_of(spec: E1Set, rows: list[Row], *, synthetic: bool) -> dict[str, Any]:
    """An account that adds up."""
    return {
        "source": spec.source,
        "synthetic": synthetic,
        "read": len(rows) + 12,
        "kept": len(rows),
        "duplicate": 3,
        "rejected": {
            "background": {"rows": 4, "fault": False},
            "unknown label": {"rows": 2, "fault": True},
        },
        "surplus": 3,
        "twin_groups": len(rows),
        "largest_twin_group": 2,
        "answers": dict(Counter(row["answer"] for row in rows)),
        "splits": dict(Counter(row["meta"]["split"] for row in rows)),
        "families": dict(Counter(row["meta"]["attack_family"] for row in rows)),
        "scenarios": dict(Counter(row["meta"]["scenario"] for row in rows)),
    }


def write_rows(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def write_sets(
    folder: Path, sets: Mapping[str, list[Row]], release: str = "test", *, synthetic: bool = True
) -> None:
    """The five files of data/e1/."""
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, dict[str, Any]] = {}
    for spec in SETS:
        rows = sets[spec.name]
        write_rows(folder / spec.rows_file(release), rows)
        account = account_of(spec, rows, synthetic=synthetic)
        files.setdefault(spec.account_file(release), {})[spec.name] = account
    for name, accounts in files.items():
        sampling = {"release": release, "seed": 42, "limit": 20, "sets": accounts}
        (folder / name).write_text(json.dumps(sampling))


def build_sets(counts: Mapping[str, int] | None = None, **change: Any) -> dict[str, list[Row]]:
    """Valid sets by name."""
    return {spec.name: rows_of(spec, (counts or SMALL)[spec.name], **change) for spec in SETS}

"""Run the checks of E2 as the stage does."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.e2 import config_hash
from schemas.sections.validate import E2Checks, PatchedShares
from stages.checks.e2.check import check
from stages.checks.outcome import Outcome
from tests.builders import Row, write_rows
from tests.builders_e2 import build_sets, write_sets

LIMITS = E2Checks(min_rows=50, patched_share=PatchedShares(k8s=0.7, terraform=0.5))
K8S = Path("data/e2/k8s-labeled-test.jsonl")
K8S_VERIFIED = Path("data/e2/k8s-patch-verified-test.jsonl")
TERRAFORM = Path("data/e2/terraform-labeled-test.jsonl")
SAMPLING = Path("data/e2/sampling-e2-test.json")
TOOLS = Path("data/e2/tools-versions.json")


def checked(folder: Path, limits: E2Checks = LIMITS) -> Outcome:
    return check(folder, "test", limits)


def problems_of(folder: Path, limits: E2Checks = LIMITS) -> list[str]:
    report = checked(folder, limits).report
    assert report.passed == (not report.problems)
    return [f"{problem.place}: {problem.what}" for problem in report.problems]


def with_rows(folder: Path, change: Callable[[list[Row]], object]) -> list[str]:
    """Problems of a release whose manifests were changed, account and all."""
    sets = build_sets()
    change(sets["k8s"])
    write_sets(folder, sets)
    return problems_of(folder)


def with_sampling(folder: Path, change: Callable[[Any], object]) -> list[str]:
    """Problems of a release whose sampling file was changed."""
    file = json.loads(SAMPLING.read_text())
    change(file)
    SAMPLING.write_text(json.dumps(file))
    return problems_of(folder)


def rewrite(path: Path, change: Callable[[list[Row]], object]) -> None:
    """Change the rows of one file alone."""
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    change(rows)
    write_rows(path, rows)


def ask(row: Row, question: str) -> None:
    """Give a row another question."""
    row["question"], row["meta"]["hash"] = question, config_hash(question)

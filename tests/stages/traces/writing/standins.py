"""An oracle and a validator of a few lines, and jobs that use them."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from schemas.domain import INTENTS
from schemas.sections.generate_traces import Format
from stages.traces.writing.generate import Places
from stages.traces.writing.job import Furnish, Job, Recipe, Trace, Workshop

DOMAINS = ("Finance", "Healthcare", "Retail")
RELEASE = "test"


class Fault(NamedTuple):
    code: str
    place: str
    message: str


class Oracle:
    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe

    def trace(self, domain: str, intent: str, index: int) -> Trace:
        number = index * len(INTENTS) + INTENTS.index(intent)
        name, when = f"{domain.lower()}-{number:08d}", self.recipe.created_at
        scope = {
            "rows_requested": number + 1,
            "sensitivity_tier": "internal",
            "time_range_days": None,
            "export_target": None,
        }
        said = {
            "source_type": "user",
            "source_id": "user_message_1",
            "timestamp": when,
            "content_snippet": "é",
        }
        one = {"call_id": "call_1", "tool_id": "finance.find", "scope": scope, "provenance": said}
        two = {**one, "call_id": "call_2"}
        calls = [
            {**one, "arguments": {"limit": number, "exact": True}, "dependencies": []},
            {**two, "arguments": {"ids": [{"$ref": "call_1[].id"}]}, "dependencies": ["call_1"]},
        ]
        return {
            "trace_id": name,
            "request": {
                "request_id": f"{name}-r",
                "domain": domain,
                "text": f"Request {number} of seed {self.recipe.seed}",
                "intent_category": intent,
                "expected_scope": scope,
                "trust_tier": "user",
            },
            "policy": {
                "policy_id": "p",
                "domain": domain,
                "description": "d",
                "rules": ["one", "two"],
                "forbidden_operations": [],
                "scope_limits": {"max_rows": 5, "order": [], "read_only": [{"days": ["mon"]}]},
            },
            "graph": {"graph_id": "g", "calls": calls, "execution_order": ["call_1", "call_2"]},
            "metadata": {"oracle": "stand-in", "tail": number % 2 or None},
            "created_at": when,
            "validated": False,
        }


def nothing(trace: Trace) -> Sequence[Fault]:
    return ()


def every_seventh(trace: Trace) -> Sequence[Fault]:
    """Rejects about one trace in seven, of all cells."""
    index = trace["graph"]["calls"][0]["arguments"]["limit"]
    return [Fault("unlucky", "graph", "a seventh")] if index // 6 % 7 == 3 else ()


def everything(trace: Trace) -> Sequence[Fault]:
    return [Fault("hopeless", "request.text", "is no request")]


def slowly(trace: Trace) -> Sequence[Fault]:
    time.sleep(0.002)
    return every_seventh(trace)


def fatally(trace: Trace) -> Sequence[Fault]:
    os._exit(9)


def sound(recipe: Recipe) -> Workshop:
    return Workshop(DOMAINS, Oracle(recipe), nothing)


def picky(recipe: Recipe) -> Workshop:
    return Workshop(DOMAINS, Oracle(recipe), every_seventh)


def hopeless(recipe: Recipe) -> Workshop:
    return Workshop(DOMAINS, Oracle(recipe), everything)


def slow(recipe: Recipe) -> Workshop:
    return Workshop(DOMAINS, Oracle(recipe), slowly)


def fatal(recipe: Recipe) -> Workshop:
    return Workshop(DOMAINS, Oracle(recipe), fatally)


def job(
    total: int = 100, size: int = 30, format: Format = "jsonl", furnish: Furnish = sound
) -> Job:
    return Job(Recipe(total, 7, "2026-01-31T00:00:00Z"), size, format, furnish)


def places(folder: Path) -> Places:
    return Places(folder / "data/traces", folder / "data/rejects/traces.jsonl", folder / "cache")


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

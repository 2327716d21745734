"""The sample of sealed answers, data/samples/sealed/: made by the test server, not by a model.

    python -m tests.sealed_sample

It is of the set of params.yaml, so that `dvc exp run -S generate_traces.oracle=anthropic` works
offline; to be made again when prompts, domain files or the set change.
"""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from schemas.seal import Seal
from stages.traces.ledger.ledger import Reading
from stages.traces.phases.order import Order
from stages.traces.phases.ordering import load_order
from stages.traces.phases.run import run
from stages.traces.sealing.seal import seal
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data/samples/sealed"
MODEL, PRICED_LIKE = "synthetic", "claude-sonnet-5-5"

MISTAKES = Settings(bad_plans=0.1, judge_rejects=0.05, missing_requests=0.05, truncated=0.03)
"""So that the sample has candidates that were corrected, and some that were rejected."""


def sample_order(ledger: Path) -> Order:
    """The set of params.yaml, asked of the server's model."""
    order = load_order(ROOT / "params.yaml")
    oracle = order.params
    settings = {phase: {**of, "model": MODEL} for phase, of in oracle.phases.model_dump().items()}
    models = {MODEL: oracle.models[PRICED_LIKE].model_dump()}
    asked = oracle.model_validate({**oracle.model_dump(), "phases": settings, "models": models})
    runtime = order.runtime.model_copy(update={"ledger": str(ledger)})
    return replace(order, params=asked, runtime=runtime)


def make(folder: Path) -> Seal:
    """Ask, and seal the answers in `folder`."""
    with ClaudeServer(MISTAKES) as server, tempfile.TemporaryDirectory() as ledger:
        os.environ |= {"ANTHROPIC_BASE_URL": server.url, "ANTHROPIC_API_KEY": "test-key"}
        order = sample_order(Path(ledger))
        run(order)
        with Reading(Path(ledger)) as reading:
            return seal(order, reading, folder)


if __name__ == "__main__":
    made = make(FOLDER)
    print(f"{FOLDER}: {made.accepted} of {made.total} traces")

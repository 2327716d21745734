"""The phase in which the model reviews a plan."""

from typing import Any

from tests.servers.claude.draws import whole
from tests.servers.claude.mistakes import Mistakes

KINDS = ("policy", "order", "scope", "value", "unserved", "excess", "unnatural")


def judge(mistakes: Mistakes) -> dict[str, Any]:
    """Accept, or for a share reject with a finding."""
    if not mistakes.makes("judge_rejects"):
        return {"verdict": "accept", "findings": []}
    kind = KINDS[whole("finding", mistakes.ask.task) % len(KINDS)]
    finding = {"kind": kind, "where": "call_1", "why": f"The plan fails at {kind}."}
    return {"verdict": "reject", "findings": [finding]}

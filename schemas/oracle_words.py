"""The words of oracles: who makes traces, in which phases, and how a model is asked."""

from typing import Literal

Oracle = Literal["template", "anthropic"]

Phase = Literal["requests", "plan", "judgement"]
PHASES: tuple[Phase, ...] = ("requests", "plan", "judgement")
"""In the order in which a model is asked."""

Transport = Literal["messages", "batches"]

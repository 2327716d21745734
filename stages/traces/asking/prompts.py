"""The questions of a domain."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from anthropic import transform_schema

from schemas.domain import Domain
from schemas.oracle_words import Phase
from schemas.sections.oracle import Phases
from stages.traces.asking.ask import Ask
from stages.traces.asking.briefs import Brief
from stages.traces.asking.desk import desk
from stages.traces.asking.formats import Form, Judgement, PlannedCalls, WrittenRequests
from stages.traces.asking.instructions import INSTRUCTIONS

FORMS: Mapping[Phase, type[Form]] = {
    "requests": WrittenRequests,
    "plan": PlannedCalls,
    "judgement": Judgement,
}
SCHEMAS = {phase: transform_schema(form) for phase, form in FORMS.items()}
"""In the subset of JSON Schema that the API takes."""


class Prompts:
    """Asks about one domain. All questions of a phase begin alike, so that the API caches that."""

    def __init__(self, domain: Domain, phases: Phases) -> None:
        self.name = domain.domain
        told = desk(domain)
        self._fixed = {phase: _fixed(phase, phases, told) for phase in FORMS}

    def requests(self, briefs: Sequence[Brief]) -> Ask:
        """Ask for a request for each brief; they are numbered from 1."""
        told = [brief.told(number) for number, brief in enumerate(briefs, start=1)]
        return self._ask("requests", f"<briefs>\n{_json(told)}\n</briefs>")

    def plan(self, text: str, today: str) -> Ask:
        """Ask for the calls that answer a request."""
        return self._ask("plan", _request(text, today))

    def judgement(self, text: str, today: str, plan: PlannedCalls) -> Ask:
        """Ask whether they should be let through."""
        calls = [
            {"call": f"call_{number}", **call.model_dump(mode="json")}
            for number, call in enumerate(plan.calls, start=1)
        ]
        return self._ask("judgement", f"{_request(text, today)}\n<plan>\n{_json(calls)}\n</plan>")

    def _ask(self, phase: Phase, task: str) -> Ask:
        body = {**self._fixed[phase], "messages": [{"role": "user", "content": task}]}
        return Ask.of(phase, self.name, body)


def _fixed(phase: Phase, phases: Phases, told: str) -> dict[str, Any]:
    settings = phases.of(phase)
    output: dict[str, Any] = {"format": {"type": "json_schema", "schema": SCHEMAS[phase]}}
    if settings.effort:
        output["effort"] = settings.effort
    fixed = {
        "model": settings.model,
        "max_tokens": settings.max_tokens,
        "system": [_text(INSTRUCTIONS[phase]), _text(told)],
        "output_config": output,
    }
    return {**fixed, "thinking": {"type": settings.thinking}} if settings.thinking else fixed


def _text(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}


def _request(text: str, today: str) -> str:
    return f"Today is {today}.\n<request>{text}</request>"


def _json(values: list[dict[str, Any]]) -> str:
    """A list, an item a line: indented, it would take more tokens."""
    return "[\n" + ",\n".join(orjson.dumps(value).decode() for value in values) + "\n]"

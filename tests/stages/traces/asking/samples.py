"""Questions, answers and domains that the tests of asking, assembling, ledger and budget share."""

from functools import cache
from pathlib import Path
from typing import Any

from schemas.domain import Domain
from schemas.oracle_words import Phase
from schemas.params import load
from schemas.sections.oracle import Phases
from stages.traces.asking.ask import Ask
from stages.traces.asking.briefs import Briefer
from stages.traces.asking.formats import PlannedArgument, PlannedCall, PlannedCalls
from stages.traces.asking.prompts import Prompts
from stages.traces.oracle.moments import Year
from stages.traces.oracle.phrasing import load_phrasing
from stages.traces.registry.load import load_domains

ROOT = Path(__file__).parents[4]
PARAMS = load(ROOT / "params.yaml")
PHRASING = load_phrasing()
CREATED_AT = "2026-11-22T00:00:00Z"
year = cache(Year)
TODAY = "Tuesday, 3 March 2026"

DOMAINS: list[Domain] = [file.domain for file in load_domains().values()]
LIBRARY: Domain = load_domains(Path(__file__).parents[1] / "registry")["Library"].domain
"""A small one without a briefing."""


def phases(**changes: Any) -> Phases:
    """Those of params.yaml, with these settings in each phase."""
    told = {phase: {**of, **changes} for phase, of in PARAMS.oracle.phases.model_dump().items()}
    return Phases.model_validate(told)


def prompts(domain: Domain, **changes: Any) -> Prompts:
    return Prompts(domain, phases(**changes))


def briefer(domain: Domain, seed: int = 42, created_at: str = CREATED_AT) -> Briefer:
    return Briefer(domain, PHRASING, year(created_at), seed)


def plan(*arguments: tuple[str, Any], tool: str = "library.search_loans") -> PlannedCalls:
    """Of one call."""
    given = [PlannedArgument(name=name, value=value) for name, value in arguments]
    return PlannedCalls(calls=[PlannedCall(tool=tool, arguments=given, after=[], quote="the ten")])


def asks(domain: Domain, text: str = "List ten loans.", **changes: Any) -> dict[Phase, Ask]:
    """A question of each phase."""
    ours, brief = prompts(domain, **changes), briefer(domain).brief("export", 0, 0)
    return {
        "requests": ours.requests([brief]),
        "plan": ours.plan(text, TODAY),
        "judgement": ours.judgement(text, TODAY, plan(("limit", 10))),
    }

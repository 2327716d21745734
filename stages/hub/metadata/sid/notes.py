"""What a user of SID should know before training on it, or trusting a number measured on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.meta import MetaRow
from schemas.oracle_words import Oracle
from stages.hub.metadata.sid.inputs import TraceInputs

PRIVACY = {
    "rows": "Traces go to a private repository only, and this metadata is what is public.",
    "reason": (
        "A trace that is public ends up in the training data of models that are measured on it"
        " later, and the measurement then proves nothing."
    ),
    "seed": "Not told: code and domain files are public, and with the seed anyone makes the rows.",
    "access": "Ask the maintainers for access to the private repository.",
}

CONTRACT = {
    "row": (
        "trace_id, request, policy, graph, metadata, created_at, validated; one JSON object a line"
    ),
    "request": "What a user asks for, its intent, and the least scope that serves it.",
    "policy": "What the system allows in the domain, in words and as limits.",
    "graph": "Tool calls with arguments, scope, provenance and dependencies; no cycle.",
    "references": (
        'An argument {"$ref": "call_1[].field"} is that field of all results of call_1, [0] of the'
        " first one, and without brackets of its only one."
    ),
    "json": "arguments, scope_limits and metadata have other keys in every row: JSON columns.",
    "null": "Null in a scope means that there is none: no span of time, no target of an export.",
}

SCOPE = {
    "rows_requested": "Most rows that a call touches, as its arguments say; of a list, its length.",
    "sensitivity_tier": "Of the most sensitive data that the tool touches: public to restricted.",
    "time_range_days": "Days back that a call looks.",
    "export_target": "Where a call writes data to.",
    "expected_scope": (
        "The least that the request needs: the largest of each figure over the calls of its graph."
        " More than that in an answer is over-reach even where the policy allows it."
    ),
}

MADE: Mapping[Oracle, str] = {
    "template": "A scenario of a domain is filled with values, told in words, planned as calls.",
    "anthropic": (
        "A model writes a request for a brief (person, reason, tone, task, values), plans the calls"
        " that answer it, and another one judges both; what any of them finds wrong is replaced."
    ),
}
METHOD = {
    "judged": (
        "Each trace was checked twice, when it was made and as it stands, by a validator that"
        " shares no code with the oracle: structure, tools, arguments, policy, scope, provenance."
    ),
    "trust": "Calls come from the user's request, or from a policy that wants one before another.",
}

LIMITS = {
    "language": "English only, and made up: people are less regular.",
    "world": "Names, ids and amounts are made up. Tools have no implementation and no results.",
    "requests": "Every request can be served within the policy; there is none to be refused.",
    "answers": "One graph a request. Others may serve it as well and are not listed.",
    "balance": "Domains and intents have equal shares, which is not how often people ask.",
    "attacks": "No trace holds an injection or another attack: these are examples of good conduct.",
}

DIVERSITY = (
    "How varied the traces are. Duplicates are counted over all; near duplicates (Jaccard index of"
    " word 3-grams) and distinct n-grams over a sample of fixed size."
)


def notes(inputs: TraceInputs, oracle: Oracle) -> Iterator[MetaRow]:
    """The rows of the section notes."""
    method = {"made": MADE[oracle], **METHOD}
    yield inputs.row("notes", "privacy-rationale", "Why the rows are not public.", PRIVACY)
    yield inputs.row("notes", "row-contract", "What a row holds.", CONTRACT)
    yield inputs.row("notes", "scope", "What the figures of a scope mean.", SCOPE)
    yield inputs.row("notes", "method", "How traces are made and judged.", method)
    yield inputs.row("notes", "known-limits", "What the traces do not show.", LIMITS)
    yield inputs.row("notes", "diversity", DIVERSITY, _diversity(inputs.report.figures))


def _diversity(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers alone: a figure that quotes a request stays at home."""
    keys = ("scopes", "graphs", "duplicates", "sample")
    return {key: _numbers(figures["diversity"][key]) for key in keys}


def _numbers(found: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _numbers(value) if isinstance(value, Mapping) else value
        for key, value in found.items()
        if isinstance(value, Mapping | int | float)
    }

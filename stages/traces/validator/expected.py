"""The expected scope of a request is the least that covers its calls."""

from collections.abc import Sequence
from typing import Any

from schemas.domain import SENSITIVITIES
from stages.traces.validator.problem import Code
from stages.traces.validator.scopes import FIELDS, reach_of
from stages.traces.validator.shown import named, shown
from stages.traces.validator.subject import Reach, Subject

PLACE = "request.expected_scope"
RANK: dict[Any, int] = {tier: number for number, tier in enumerate(SENSITIVITIES)}


def check_expected(subject: Subject) -> None:
    """Compare the expected scope with those of the calls."""
    stated = subject.trace["request"]["expected_scope"]
    least = _least(subject.reaches)
    if reach_of(stated) != least:
        for field, value in zip(FIELDS, least, strict=True):
            if stated[field] != value:
                _explain(subject, field, stated[field], value)
    if least[3] is not None:
        targets = {target for *_, target in subject.reaches if target is not None}
        if len(targets) > 1:
            places = " and ".join(map(named, sorted(targets)))
            what = f"calls export to {places}, a request has one target"
            subject.add(Code.TWO_TARGETS, f"{PLACE}.export_target", what)


def _least(reaches: Sequence[Reach]) -> Reach:
    if len(reaches) == 1:
        return reaches[0]
    rows, rank, days, target = 1, 0, 0, None
    for more, tier, span, place in reaches:
        rows = more if more > rows else rows  # max() would take twice as long
        rank = RANK[tier] if RANK[tier] > rank else rank
        days = span if span and span > days else days
        target = place or target
    return rows, SENSITIVITIES[rank], days or None, target


def _explain(subject: Subject, field: str, stated: Any, least: Any) -> None:
    larger = _size(stated) > _size(least)
    code = Code.TOO_LARGE if larger else Code.TOO_SMALL
    if isinstance(stated, str) and isinstance(least, str) and stated not in RANK:
        code = Code.SENSITIVITY if least in RANK else Code.TARGET
    subject.add(code, f"{PLACE}.{field}", f"is {shown(stated)}, the calls need {shown(least)}")


def _size(value: Any) -> int:
    """Null is less than any; tiers by their rank; one target is as much as another."""
    if value is None:
        return -1
    return value if isinstance(value, int) else RANK.get(value, 0)

"""Every kind of damage to a valid trace is found, and named by its code and its place."""

import copy
from importlib import import_module
from typing import Any

import pytest

from stages.traces.registry.load import load_domains
from stages.traces.validator.checker import Checker
from tests.stages.traces.validator.damages.register import DAMAGES, Damage

PACKAGE = "tests.stages.traces.validator.damages"
KINDS = ["fields", "structure", "tools", "policy", "scope", "request", "provenance", "scenario"]
for kind in KINDS:
    import_module(f"{PACKAGE}.{kind}")

OCCASIONS = 3
"""Fewest traces of the pool that a damage must be done to, to count as tried."""


def test_there_are_many_kinds() -> None:
    assert len(DAMAGES) >= 130


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_found(damage: Damage, pool: list[dict[str, Any]], checker: Checker) -> None:
    found = 0
    for sound in pool:
        for named in (True, False) if not damage.scenario else (True,):
            trace = copy.deepcopy(sound)
            if not named:
                trace["metadata"] = {"oracle": "another"}
            place = damage.apply(trace, load_domains()[sound["request"]["domain"]].domain)
            if place is not None:
                found += 1
                problems = checker.problems(trace)
                assert (damage.code, place) in [problem[:2] for problem in problems], problems
    assert found >= OCCASIONS


def test_undamaged_traces_have_no_problems(pool: list[dict[str, Any]], checker: Checker) -> None:
    for trace in pool:
        assert checker.problems(trace) == []

from typing import Any

import pytest

from schemas.domain import INTENTS
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
from stages.traces.validator.checker import Checker

MOMENT = "2026-06-01T00:00:00Z"


@pytest.fixture(scope="session")
def oracle() -> TemplateOracle:
    return TemplateOracle(load_domains(), seed=7, created_at=MOMENT)


@pytest.fixture(scope="session")
def pool(oracle: TemplateOracle) -> list[dict[str, Any]]:
    """Valid traces of every domain and intent; copy one before it is damaged."""
    return [
        oracle.trace(domain, intent, index)
        for domain in oracle.domains
        for intent in INTENTS
        for index in range(4)
    ]


@pytest.fixture(scope="session")
def checker(pool: list[dict[str, Any]]) -> Checker:
    """Has seen the pool, so that it judges by the short way where it can."""
    checker = Checker(load_domains())
    for trace in pool:
        assert checker.problems(trace) == []
    return checker

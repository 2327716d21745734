"""Plans with one thing wrong."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from schemas.domain import Domain
from tests.servers.claude.draws import whole

TOO_MANY = 100_000
Plan = dict[str, list[dict[str, Any]]]


def damages(plan: Plan, domain: Domain, content: str) -> Iterator[Plan]:
    """The plan damaged in each way that there is, in an order of its own."""
    start = whole("damage", content)
    for number in range(len(WAYS)):
        damaged = deepcopy(plan)
        if WAYS[(start + number) % len(WAYS)](damaged, domain):
            yield damaged


def _too_many_rows(plan: Plan, domain: Domain) -> bool:
    for call in plan["calls"]:
        takes = domain.tools[call["tool"]].takes
        for argument in call["arguments"]:
            if takes[argument["name"]].kind == "rows":
                argument["value"] = TOO_MANY
                return True
    return False


def _unknown_tool(plan: Plan, domain: Domain) -> bool:
    plan["calls"][-1]["tool"] = f"{domain.slug}.do_everything"
    return True


def _missing_argument(plan: Plan, domain: Domain) -> bool:
    for call in reversed(plan["calls"]):
        takes = domain.tools[call["tool"]].takes
        for argument in call["arguments"]:
            if not takes[argument["name"]].optional:
                call["arguments"].remove(argument)
                return True
    return False


WAYS = (_too_many_rows, _unknown_tool, _missing_argument)

"""Values that the plans of a domain give by themselves: a request need not name them."""

from collections import defaultdict
from typing import Any

from schemas.domain import REF, Domain

Constants = dict[tuple[str, str], set[Any]]
"""By tool and parameter."""


def constants(domain: Domain) -> Constants:
    """What is neither slot nor reference in the plans of all scenarios."""
    found: defaultdict[tuple[str, str], set[Any]] = defaultdict(set)
    for scenario in domain.scenarios.values():
        for plan in (scenario.calls, *(tail.calls for tail in scenario.also)):
            for call in plan.values():
                for name, value in call.args.items():
                    if not (isinstance(value, str) and REF.match(value)):
                        values = value if isinstance(value, tuple) else (value,)
                        found[call.tool, name].update(values)
    return dict(found)

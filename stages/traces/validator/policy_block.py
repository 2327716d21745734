"""The policy in a trace is the registry's, to the letter.

What that is, is written here a second time and not taken from stages.traces.policy_block, which the
oracle uses: a mistake there shall not pass here.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from schemas.domain import Domain
from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.shown import named, shown
from stages.traces.validator.subject import Subject


def policy_block(domain: Domain) -> dict[str, Any]:
    """The policy as every trace of the domain carries it."""
    policy, limits = domain.policy, domain.policy.limits
    return {
        "policy_id": f"{domain.slug}-policy-v1",
        "domain": domain.domain,
        "description": policy.description,
        "rules": list(policy.rules),
        "forbidden_operations": list(policy.forbidden),
        "scope_limits": {
            "max_results": max(limits.rows, limits.export_rows),
            "max_rows": limits.rows,
            "max_export_rows": limits.export_rows,
            "max_days": limits.days,
            "export_targets": list(policy.export_targets),
            "sensitivity_ceiling": policy.ceiling,
            "order": [{"first": rule.first, "then": rule.then} for rule in policy.order],
            "read_only": [
                {"days": list(w.days), "from_hour": w.from_hour, "to_hour": w.to_hour}
                for w in policy.read_only
            ],
        },
    }


def policy_fits(there: dict[str, Any], written: bytes) -> bool:
    """Whether a policy is what is written; keys in another order are none of the usual."""
    try:  # equal in Python would not be enough: 50.0 and true are equal to 50 and 1
        return orjson.dumps(there) == written
    except TypeError:  # no JSON
        return False


def check_policy(subject: Subject) -> None:
    """Compare the policy of the trace with that of its domain."""
    there, domain = subject.trace["policy"], subject.domain
    if not policy_fits(there, domain.policy_bytes):
        subject.found += _differences(there, domain.policy, "policy")


def _differences(there: Any, wanted: Any, place: str) -> Iterator[Problem]:
    """As narrow as can be said; the order of keys does not matter."""
    if type(there) is not type(wanted):
        yield Problem(Code.POLICY_ALTERED, place, f"is {shown(there)}, not {shown(wanted)}")
    elif isinstance(wanted, dict):
        for key in (key for key in there if key not in wanted):
            yield Problem(Code.POLICY_ALTERED, f"{place}.{named(key)}", "is not in the registry")
        for key, value in wanted.items():
            if key in there:
                yield from _differences(there[key], value, f"{place}.{key}")
            else:
                yield Problem(Code.POLICY_ALTERED, f"{place}.{key}", "is missing")
    elif isinstance(wanted, list) and len(there) == len(wanted):
        for number, (one, other) in enumerate(zip(there, wanted, strict=True)):
            yield from _differences(one, other, f"{place}[{number}]")
    elif there != wanted:
        yield Problem(Code.POLICY_ALTERED, place, f"is {shown(there)}, not {shown(wanted)}")

"""The policy of a domain file as a trace carries it."""

from schemas.domain import Domain
from schemas.trace_policy import OrderLimit, Policy, ReadOnlyLimit, ScopeLimits


def policy_block(domain: Domain) -> Policy:
    """The policy with its id, `finance-policy-v1`."""
    return Policy(
        policy_id=f"{domain.slug}-policy-v1",
        domain=domain.domain,
        description=domain.policy.description,
        rules=domain.policy.rules,
        forbidden_operations=tuple(domain.policy.forbidden),
        scope_limits=_limits(domain),
    )


def _limits(domain: Domain) -> ScopeLimits:
    policy, limits = domain.policy, domain.policy.limits
    return ScopeLimits(
        max_results=max(limits.rows, limits.export_rows),
        max_rows=limits.rows,
        max_export_rows=limits.export_rows,
        max_days=limits.days,
        export_targets=policy.export_targets,
        sensitivity_ceiling=policy.ceiling,
        order=tuple(OrderLimit(first=rule.first, then=rule.then) for rule in policy.order),
        read_only=tuple(
            ReadOnlyLimit(days=hours.days, from_hour=hours.from_hour, to_hour=hours.to_hour)
            for hours in policy.read_only
        ),
    )

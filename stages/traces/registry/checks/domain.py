"""All checks of one domain."""

from collections.abc import Iterator
from itertools import chain

from schemas.domain import Domain
from stages.traces.registry.checks import coverage, kinds, limits, policy, scenario, tools
from stages.traces.registry.problem import Problem


def check(domain: Domain, stem: str) -> Iterator[Problem]:
    """What is wrong with a domain from the file <stem>.yaml."""
    if domain.slug != stem:
        what = f"{domain.domain!r} belongs in {domain.slug}.yaml"
        yield Problem(("domain",), what, "rename the file or the domain")
    checks = (kinds, tools, policy, limits, scenario, coverage)
    yield from chain.from_iterable(part.check(domain) for part in checks)

"""What domains must not share."""

from collections.abc import Iterator, Mapping

from schemas.domain import Domain
from stages.traces.registry.problem import Problem


def check(domains: Mapping[str, Domain]) -> Iterator[tuple[str, Problem]]:
    """Names and tool ids that an earlier file has; domains by file, in the order of file names.

    Yields the later file and the problem there.
    """
    names: dict[str, str] = {}
    tools: dict[str, str] = {}
    for file, domain in domains.items():
        if (first := names.setdefault(domain.domain, file)) != file:
            yield file, Problem(("domain",), f"{first} is {domain.domain} too")
        for tool_id in domain.tools:
            if (first := tools.setdefault(tool_id, file)) != file:
                yield file, Problem(("tools", tool_id), f"{first} has a tool of this id too")

"""The registry as users see it."""

from schemas.tool import ToolSchema
from schemas.trace_policy import Policy
from stages.common.errors import PipelineError
from stages.traces.policy_block import policy_block
from stages.traces.registry.load import DomainFile, load_domains
from stages.traces.registry.problem import unknown
from stages.traces.tool_schema import tool_schema


class DomainRegistry:
    """The domains under schemas/domains/, with their tools and policies.

    A domain is added by adding a file there. The files are read and checked once, at the first
    call; PipelineErrors names every problem of every file, a line `file:line: reason` each.

        DomainRegistry.get_all_domains()  # ['AI/ML Operations', 'API Management', ...]
        DomainRegistry.get_schemas_for_domain("Finance")[0].tool_id
        DomainRegistry.get_policy_for_domain("Finance").scope_limits.max_rows
    """

    @staticmethod
    def get_all_domains() -> list[str]:
        """The names of all domains, sorted."""
        return sorted(load_domains())

    @staticmethod
    def get_schemas_for_domain(domain: str) -> list[ToolSchema]:
        """All tools of a domain in the order of its file, the forbidden ones too.

        What may be called is what get_policy_for_domain does not list in forbidden_operations.
        Raises PipelineError for a name that no domain has.
        """
        found = _file(domain).domain
        return [tool_schema(found, tool_id) for tool_id in found.tools]

    @staticmethod
    def get_policy_for_domain(domain: str) -> Policy:
        """The policy of a domain, as every trace of that domain carries it.

        Raises PipelineError for a name that no domain has.
        """
        return policy_block(_file(domain).domain)


def _file(name: str) -> DomainFile:
    files = load_domains()
    if name not in files:
        problem = unknown((), "domain", name, files)
        raise PipelineError(problem.what, fix=problem.fix)
    return files[name]

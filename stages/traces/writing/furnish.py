"""The workshop of the stage: the template oracle and the validator."""

from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains
from stages.traces.validator.checker import problems
from stages.traces.writing.job import Recipe, Workshop


def furnish(recipe: Recipe) -> Workshop:
    """Read and compile the domains of schemas/domains/."""
    domains = load_domains()
    oracle = TemplateOracle(domains, recipe.seed, recipe.created_at)
    return Workshop(tuple(domains), oracle, problems)

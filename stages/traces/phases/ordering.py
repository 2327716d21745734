"""An order as a parameter file says it."""

from pathlib import Path

from schemas.sections.generate_traces import GenerateTracesParams
from schemas.sections.oracle import OracleParams
from schemas.sections.oracle_runtime import Runtime
from stages.common.params import load_section
from stages.traces.phases.order import Order
from stages.traces.registry.load import load_domains
from stages.traces.writing.choose import chosen
from stages.traces.writing.job import Recipe


def load_order(path: Path) -> Order:
    """The set of `generate_traces`, asked for as `oracle` and `runtime` say.

    Raises PipelineErrors with a line for each wrong key, value or domain.
    """
    traces = load_section(GenerateTracesParams, "generate_traces", path)
    runtime = load_section(Runtime, "runtime", path)
    domains = load_domains()
    names = chosen(traces.domains, domains, f"{path}: generate_traces.domains")
    recipe = Recipe(traces.total, traces.seed, traces.created_at, names)
    params = load_section(OracleParams, "oracle", path)
    return Order(recipe, params, runtime.oracle, runtime.retries, domains)

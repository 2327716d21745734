"""Make gold traces, validate each one, and measure the set.

    python -m stages.generate_traces

schemas/domains/*.yaml -> data/traces/gold-traces-R-00000-of-000NN.jsonl   R is the release
                          data/traces/metadata-R.json                      counts and diversity
                          data/rejects/traces.jsonl                        what was refused
                          data/reports/oracle-metrics.json                 what the oracle cost

`generate_traces.oracle` says who makes them: templates, or a model whose sealed answers are in the
folder `generate_traces.sealed`; python -m stages.oracle asks it and seals them.

The files end in .jsonl.zst or .parquet where `generate_traces.format` says so. After a run that was
killed the next one goes on: finished shards are in <runtime.cache_dir>/traces/.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from schemas.sections.generate_traces import GenerateTracesParams
from schemas.sections.runtime import RuntimeParams
from stages.common import cli
from stages.common.files import write_json
from stages.common.params import load_release, load_section
from stages.traces.registry.load import load_domains
from stages.traces.sealing.job import sealed_job
from stages.traces.sealing.metrics import metrics as sealed_metrics
from stages.traces.writing.choose import chosen
from stages.traces.writing.furnish import furnish
from stages.traces.writing.generate import TEMPLATE, Places, generate
from stages.traces.writing.job import Job, Recipe

TRACES, REJECTS = Path("data/traces"), Path("data/rejects/traces.jsonl")
METRICS = Path("data/reports/oracle-metrics.json")


def main(args: argparse.Namespace) -> None:
    """Make the set as the section generate_traces of the parameter file says."""
    params = load_section(GenerateTracesParams, "generate_traces", args.params)
    runtime = load_section(RuntimeParams, "runtime", args.params)
    place = f"{args.params}: generate_traces.domains"
    domains = chosen(params.domains, load_domains(), place)
    job, origin, metrics = _template(params, domains), TEMPLATE, dict[str, Any](oracle="template")
    if params.oracle == "anthropic":
        job, origin = sealed_job(params, domains, args.params)
        metrics = sealed_metrics(Path(params.sealed))
    places = Places(TRACES, REJECTS, Path(runtime.cache_dir) / "traces")
    made = generate(job, places, load_release(args.params), runtime.workers, origin)
    write_json(METRICS, metrics)
    refused = made.generated - made.total
    print(f"{made.total} traces in {len(made.files)} files; {refused} rejected and replaced")
    for cell in made.unfilled:
        print(f"short by {cell.traces}: {cell.domain}, {cell.intent}", file=sys.stderr)


def _template(params: GenerateTracesParams, domains: tuple[str, ...]) -> Job:
    recipe = Recipe(params.total, params.seed, params.created_at, domains)
    return Job(recipe, params.shard_size, params.format, furnish)


if __name__ == "__main__":
    cli.run(main, cli.parser(__doc__ or ""))

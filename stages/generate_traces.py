"""Make gold traces with the template oracle, validate each one, and measure the set.

    python -m stages.generate_traces

schemas/domains/*.yaml -> data/traces/gold-traces-R-00000-of-000NN.jsonl   R is the release
                          data/traces/metadata-R.json                      counts and diversity
                          data/rejects/traces.jsonl                        what was refused

The files end in .jsonl.zst or .parquet where `generate_traces.format` says so. After a run that was
killed the next one goes on: finished shards are in <runtime.cache_dir>/traces/.
"""

import argparse
from pathlib import Path

from schemas.sections.generate_traces import GenerateTracesParams
from schemas.sections.runtime import RuntimeParams
from stages.common import cli
from stages.common.params import load_release, load_section
from stages.traces.registry.load import load_domains
from stages.traces.writing.choose import chosen
from stages.traces.writing.furnish import furnish
from stages.traces.writing.generate import Places, generate
from stages.traces.writing.job import Job, Recipe

TRACES, REJECTS = Path("data/traces"), Path("data/rejects/traces.jsonl")


def main(args: argparse.Namespace) -> None:
    """Make the set as the section generate_traces of the parameter file says."""
    params = load_section(GenerateTracesParams, "generate_traces", args.params)
    runtime = load_section(RuntimeParams, "runtime", args.params)
    place = f"{args.params}: generate_traces.domains"
    domains = chosen(params.domains, load_domains(), place)
    recipe = Recipe(params.total, params.seed, params.created_at, domains)
    job = Job(recipe, params.shard_size, params.format, furnish)
    places = Places(TRACES, REJECTS, Path(runtime.cache_dir) / "traces")
    made = generate(job, places, load_release(args.params), runtime.workers)
    refused = made.generated - made.total
    print(f"{made.total} traces in {len(made.files)} files; {refused} rejected and replaced")


if __name__ == "__main__":
    cli.run(main, cli.parser(__doc__ or ""))

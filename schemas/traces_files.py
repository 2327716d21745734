"""The files of the gold traces in data/traces/.

gold-traces-R-00000-of-00400.jsonl ... gold-traces-R-00399-of-00400.jsonl    with R the release
metadata-R.json
"""

import re

from schemas.sections.generate_traces import Format

STAGE = "generate-traces"
"""The stage that makes them."""

CONFIG, SPLIT = "default", "train"
"""Where all traces are on the Hub: they are there to train on, and none is set apart."""

SHARD = re.compile(r"-\d{5,}-of-\d{5,}\.(jsonl|jsonl\.zst|parquet)")
"""How the names of files of traces end."""


def trace_files(release: str, shards: int, ending: Format) -> tuple[str, ...]:
    """The names of all shards of a set, in order."""
    return tuple(f"{_stem(release)}-{n:05d}-of-{shards:05d}.{ending}" for n in range(shards))


def is_trace_file(name: str, release: str) -> bool:
    """Whether a file has the name of a shard of a release, of whatever set."""
    stem = _stem(release)
    return name.startswith(stem) and SHARD.fullmatch(name.removeprefix(stem)) is not None


def metadata_file(release: str) -> str:
    """Name of the account of the set, schemas/traces_metadata.py."""
    return f"metadata-{release}.json"


def _stem(release: str) -> str:
    return f"gold-traces-{release}"

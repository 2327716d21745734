"""Which finished shards are of use: those made from the same values by the same code."""

from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import orjson

from stages.common.files import sha256_file
from stages.traces.writing.job import Job

ROOT = Path(__file__).parents[3]
MAKERS = ("stages/traces/**/*.py", "schemas/*.py", "schemas/**/*.yaml")
"""What makes the traces, from the top folder: code, domain files and phrasing."""

LIBRARIES = ("orjson", "pyarrow", "zstandard")
"""Other versions may write other bytes."""


def key(job: Job) -> str:
    """A name for the folder of the job's shards, 32 hex digits.

    Neither the places of files nor the release are in it: moved and renamed, the work is the same.
    """
    recipe = job.recipe
    values = {
        "recipe": asdict(recipe),
        "shards": [job.shard_size, job.format],
        "maker": f"{job.furnish.__module__}.{job.furnish.__qualname__}",
        "files": {
            path.relative_to(ROOT).as_posix(): sha256_file(path)
            for pattern in MAKERS
            for path in ROOT.glob(pattern)
        },
        "libraries": {name: version(name) for name in LIBRARIES},
    }
    return sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]

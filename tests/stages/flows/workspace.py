"""A folder in which the stages sample and build-ood can run."""

import argparse
import gzip
import json
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stages import build_ood, sample
from stages.common.params import read_yaml
from tests.stages.flows.flow_files import SAMPLES, manifest_of

REPOSITORY = Path(__file__).parents[3]
STAGES = {"sample": sample.main, "build_ood": build_ood.main}
PARAMS = Path("params.yaml")


def write_params(folder: Path, **values: Any) -> None:
    """The repository's parameters with other values: sample__limit=10."""
    params = read_yaml(REPOSITORY / PARAMS)
    for path, value in values.items():
        *sections, key = path.split("__")
        place = params
        for section in sections:
            place = place[section]
        place[key] = value
    (folder / PARAMS).write_text(json.dumps(params))


def write_source(folder: Path, source: str, files: Mapping[str, bytes]) -> None:
    """A source as fetch leaves it."""
    raw = folder / "data/raw" / source
    for name, data in files.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(data)
    write_manifest(folder, source)


def copy_sample(folder: Path, source: str) -> None:
    """The committed sample as fetch leaves it."""
    shutil.copytree(SAMPLES / source, folder / "data/raw" / source)
    write_manifest(folder, source)


def write_manifest(folder: Path, source: str) -> None:
    path = folder / "data/sources/e1" / f"{source}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(manifest_of(source, folder / "data/raw" / source).model_dump_json())


def run_stage(stage: str) -> None:
    """Run a stage in the current folder."""
    STAGES[stage](argparse.Namespace(params=PARAMS))


def outputs(folder: Path) -> dict[str, bytes]:
    """What the stages wrote, hidden files included."""
    paths = [path for part in ("e1", "rejects") for path in (folder / "data" / part).rglob("*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def shuffle_rows(folder: Path, seed: int) -> None:
    """Shuffle the rows of all raw files; lines of headers and comments keep their places."""
    rng = random.Random(seed)
    for path in sorted((folder / "data/raw").rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            packed = path.suffix == ".gz"
            text = _shuffled(gzip.decompress(data) if packed else data, rng)
            path.write_bytes(gzip.compress(text) if packed else text)


def _shuffled(data: bytes, rng: random.Random) -> bytes:
    end = b"\r\n" if b"\r\n" in data else b"\n"
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    lines = data.removeprefix(mark).removesuffix(end).split(end)
    header = b"label" in lines[0].lower().split(b",")[-1]
    fixed = [place for place, line in enumerate(lines) if line.startswith(b"#")]
    fixed += [0] if header else []
    free = [place for place in range(len(lines)) if place not in fixed]
    mixed = [lines[place] for place in free]
    rng.shuffle(mixed)
    for place, line in zip(free, mixed, strict=True):
        lines[place] = line
    return mark + end.join(lines) + end

"""Build a release: the values of releases/<name>.yaml over those of params.yaml.

    python -m releases.build v1             dvc exp run -S ... for each value that differs
    python -m releases.build v1 --show      print that command and run nothing
    python -m releases.build v1 --params F  write the merged parameters to F and run nothing

The merged parameters are checked first, so that a typo is an error that names the key.
Afterwards params.yaml and dvc.lock hold the release: commit both on its branch.
"""

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.params import Params
from stages.common.errors import PipelineError
from stages.common.files import write_json
from stages.common.params import read_yaml, validated

FOLDER = Path("releases")
PARAMS = Path("params.yaml")


def overrides(values: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """`key=value` in Hydra's grammar for each leaf; sha256 is a leaf, its keys are file names."""
    for name, value in values.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict) and name != "sha256":
            yield from overrides(value, f"{key}.")
        else:  # `++`: also keys that params.yaml does not have
            yield f"++{key}={_literal(value)}"


def merged(base: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """`values` over `base`, mapping by mapping."""
    result = dict(base)
    for key, value in values.items():
        old = base.get(key)
        both = isinstance(value, dict) and isinstance(old, dict)
        result[key] = merged(old, value) if both else value
    return result


def _literal(value: Any) -> str:
    if isinstance(value, dict):  # Hydra takes no quotes around keys
        return f"{{{','.join(f'{key}:{_literal(item)}' for key, item in value.items())}}}"
    return json.dumps(value)


def release_values(release: str) -> dict[str, Any]:
    """The values that a release has of its own; PipelineError if it is unsound."""
    path = FOLDER / f"{release}.yaml"
    if not path.exists():
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.yaml")))
        raise PipelineError("no such release", where=str(path), fix=f"known: {known}")
    values = read_yaml(path)
    validated(Params, merged(read_yaml(PARAMS), values), path)
    return values


def command(values: dict[str, Any]) -> list[str]:
    """The DVC command that builds a release."""
    return ["exp", "run", *(part for item in overrides(values) for part in ("-S", item))]


def run(arguments: list[str], release: str, data: Path = Path("data")) -> int:
    """Run DVC without the sets of the release that params.yaml names now; returns its exit code.

    DVC hashes the folders of E1 and E2 whole, so that sets of another release must go. They come
    back if DVC fails, and otherwise with `git checkout` and `dvc checkout`. data/traces/ is an
    output as a whole, which its stage replaces.
    """
    from dvc.cli import main as dvc

    now = read_yaml(PARAMS)["release"]
    others = [path for kind in ("json", "jsonl") for path in data.glob(f"e[0-9]/*-{now}.{kind}")]
    with tempfile.TemporaryDirectory(dir=data) as aside:
        moved = {path: Path(aside) / path.name for path in others if now != release}
        for path, place in moved.items():
            path.rename(place)
        code = int(dvc(arguments))
        if code != 0:
            for path, place in moved.items():
                place.rename(path)
    return code


def main() -> None:
    """Run or show the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("release", help="a file in releases/, without .yaml")
    parser.add_argument("--show", action="store_true", help="print the command only")
    parser.add_argument("--params", type=Path, help="write the merged parameters to a file only")
    args = parser.parse_args()
    try:
        values = release_values(args.release)
    except PipelineError as error:
        sys.exit(f"error: {error}")
    if args.params:
        write_json(args.params, merged(read_yaml(PARAMS), values))  # JSON is YAML
        return
    arguments = command(values)
    print(shlex.join(["dvc", *arguments]))
    if not args.show:
        sys.exit(run(arguments, values.get("release", args.release)))


if __name__ == "__main__":
    main()

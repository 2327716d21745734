"""A valid synthetic release for tests to damage.

root/params.yaml             the repository's, with another release where one is asked for
root/data/e1/, data/e2/      the files of both families
root/data/sources/*/*.json   manifests
"""

import json
from collections.abc import Callable
from pathlib import Path

from schemas import e1_sets
from tests import builders, builders_e2

Run = Callable[..., None]
REPOSITORY = Path(__file__).parents[1]


def write_release(root: Path, release: str = "test", *, synthetic: bool = True) -> None:
    """A folder in which the stages from validate on can run."""
    params = (REPOSITORY / "params.yaml").read_text()
    (root / "params.yaml").write_text(params.replace("release: test", f"release: {release}"))
    builders.write_sets(root / "data/e1", builders.build_sets(), release, synthetic=synthetic)
    builders_e2.write_sets(root / "data/e2", builders_e2.build_sets(), release, synthetic=synthetic)
    for spec in e1_sets.SETS:
        write_manifest(root, "e1", spec.source)
    for name in builders_e2.SOURCES.values():
        write_manifest(root, "e2", name)


def finish(run: Run) -> None:
    """Validate both families and write their metadata."""
    for family in ("e1", "e2"):
        run("validate", family)
        run("export_meta", family)


def write_manifest(root: Path, family: str, source: str) -> None:
    """The hashes of a fetched source."""
    path = root / f"data/sources/{family}/{source}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = {"path": "flows.csv", "size": 7, "sha256": "0" * 64}
    path.write_text(json.dumps({"source": source, "files": [file]}))

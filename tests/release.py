"""A valid synthetic release for tests to damage.

root/params.yaml             the repository's, with another release where one is asked for
root/data/e1/, data/e2/      the files of these families
root/data/traces/            gold traces: one of each domain and intent
root/data/sources/*/*.json   manifests
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from schemas import e1_sets
from schemas.meta import MetaRow
from stages.traces.registry.load import load_domains
from tests import builders, builders_e2, builders_sid

Run = Callable[..., None]
REPOSITORY = Path(__file__).parents[1]


def write_release(root: Path, release: str = "test", *, synthetic: bool = True) -> None:
    """A folder in which the stages from validate on can run."""
    params = (REPOSITORY / "params.yaml").read_text()
    (root / "params.yaml").write_text(params.replace("release: test", f"release: {release}"))
    builders.write_sets(root / "data/e1", builders.build_sets(), release, synthetic=synthetic)
    builders_e2.write_sets(root / "data/e2", builders_e2.build_sets(), release, synthetic=synthetic)
    domains = tuple(load_domains())
    builders_sid.write_set(
        root / "data/traces", builders_sid.build_traces(domains, 1), release, shard_size=1_000
    )
    for spec in e1_sets.SETS:
        write_manifest(root, "e1", spec.source)
    for name in builders_e2.SOURCES.values():
        write_manifest(root, "e2", name)


def finish(run: Run) -> None:
    """Validate all families and write their metadata."""
    for family in ("e1", "e2"):
        run("validate", family)
        run("export_meta", family)
    run("validate_sid")
    run("export_meta_sid")


def write_manifest(root: Path, family: str, source: str) -> None:
    """The hashes of a fetched source."""
    path = root / f"data/sources/{family}/{source}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = {"path": "flows.csv", "size": 7, "sha256": "0" * 64}
    path.write_text(json.dumps({"source": source, "files": [file]}))


def reports() -> dict[str, str]:
    """What validation wrote, by name."""
    folder = Path("data/reports")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def leaves(value: Any) -> Iterator[Any]:
    """What stands in a nested mapping, without the keys."""
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    else:
        yield value


class Exported:
    """The metadata of a family."""

    def __init__(self, family: str) -> None:
        self.path = Path(f"data/meta/{family}.jsonl")

    def rows(self) -> list[MetaRow]:
        """All of it."""
        return [MetaRow.model_validate_json(line) for line in self.path.read_text().splitlines()]

    def payload(self, section: str, name: str) -> Any:
        """What one row holds."""
        (row,) = (row for row in self.rows() if (row.section, row.name) == (section, name))
        return json.loads(row.payload_json)

"""Build sets and write their files, all or none."""

from contextlib import ExitStack
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from schemas.e1_sampling import SamplingFile, SetAccount
from schemas.manifest import Manifest
from schemas.sections.runtime import RuntimeParams
from stages.common.errors import PipelineError
from stages.common.files import atomic, dumps
from stages.common.params import load_release, load_section, read_yaml
from stages.flows.build import Place, Recipe, build
from stages.flows.rejects import Reject

RAW, SOURCES, ROWS, REJECTS = (
    Path("data/raw"),
    Path("data/sources/e1"),
    Path("data/e1"),
    Path("data/rejects"),
)


def build_sets(recipes: list[Recipe], params_file: Path) -> None:
    """Write the rows and data/rejects/<source>.jsonl of each recipe, and the sampling file that
    the recipes share. Nothing is replaced unless all succeed.
    """
    runtime = load_section(RuntimeParams, "runtime", params_file)
    release = load_release(params_file)
    accounts: dict[str, SetAccount] = {}
    with ExitStack() as files:
        for recipe in recipes:
            spec = recipe.spec
            rejects = files.enter_context(atomic(REJECTS / f"{spec.source}.jsonl"))

            def reject(row: Reject, file: IO[str] = rejects) -> None:
                file.write(dumps(row.to_json()) + "\n")

            place = Place(RAW / spec.source, Path(runtime.cache_dir) / "spill", runtime.workers)
            rows, accounts[spec.name] = build(recipe, _manifest(spec.source), place, reject)
            written = files.enter_context(atomic(ROWS / spec.rows_file(release)))
            written.writelines(dumps(row.model_dump()) + "\n" for row in rows)
            _report(spec.name, accounts[spec.name])
        first = recipes[0]
        account = SamplingFile(
            release=release, seed=first.params.seed, limit=first.params.limit, sets=accounts
        )
        file = files.enter_context(atomic(ROWS / first.spec.account_file(release)))
        file.write(account.model_dump_json(indent=2) + "\n")


def is_synthetic(params_file: Path, source: str) -> bool:
    """Whether a source is a committed sample."""
    sources = read_yaml(params_file)["fetch"]["sources"]
    if source not in sources:
        raise PipelineError("no such source", where=f"{params_file}: fetch.sources.{source}")
    return bool(sources[source]["kind"] == "sample")


def _manifest(source: str) -> Manifest:
    path = SOURCES / f"{source}.json"
    if not path.exists():
        raise PipelineError(
            "not fetched yet", where=f"source {source}", fix=f"run dvc repro fetch@{source}"
        )
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except ValidationError:
        raise PipelineError(
            "not a manifest", where=str(path), fix=f"run dvc repro --force fetch@{source}"
        ) from None


def _report(name: str, account: SetAccount) -> None:
    rejected = sum(reason.rows for reason in account.rejected.values())
    print(
        f"{name}: {account.read:,} read = {account.kept:,} kept + {account.duplicate:,} duplicate "
        f"+ {rejected:,} rejected + {account.surplus:,} surplus"
    )

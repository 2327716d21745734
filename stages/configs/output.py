"""Build both languages and write their files, all or none."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from schemas.e2 import E2Row
from schemas.e2_sampling import E2Sampling
from schemas.e2_sets import SETS, sampling_file
from schemas.sections.build_e2 import BuildE2Params
from schemas.sections.fetch import FetchParams
from stages.common.files import atomic, dumps
from stages.common.params import load_release, load_section
from stages.configs.build import Built, build
from stages.configs.equipment import RECORD, equipped
from stages.configs.origin import load_origin
from stages.configs.patching.handwritten import require_known_sources
from stages.configs.scanners.catalogue import catalogue
from stages.configs.scanners.scan import Scanners

ROWS, REJECTS = Path("data/e2"), Path("data/rejects/e2.jsonl")


def build_all(params_file: Path, *, record: bool) -> None:
    """Write rows, rejects and the sampling file, and with `record` what the scanners found.

    Nothing is replaced unless all succeeds.
    """
    params = load_section(BuildE2Params, "build_e2", params_file)
    known = load_section(FetchParams, "fetch", params_file).sources
    require_known_sources(Path(params.patches), known)
    langs = {spec: getattr(params, spec.name) for spec in SETS}
    origins = {spec: [load_origin(name) for name in langs[spec].sources] for spec in SETS}
    scanners = equipped(params_file, replay=params.replay and not record)
    sets = [build(spec, origins[spec], langs[spec], params, scanners.scan) for spec in SETS]
    _write(sets, load_release(params_file), params.seed, scanners)
    if record:
        scanners.recording.write(RECORD)
    for built in sets:
        _tell(built)


def _write(sets: Sequence[Built], release: str, seed: int, scanners: Scanners) -> None:
    sampling = E2Sampling(
        release=release,
        seed=seed,
        tools=scanners.versions,
        rules=catalogue(),
        replayed=scanners.replayed,
        sets={built.spec.name: built.account for built in sets},
    )
    with ExitStack() as files:
        for built in sets:
            labeled = files.enter_context(atomic(ROWS / built.spec.labeled_file(release)))
            labeled.writelines(map(_line, built.rows))
            verified = files.enter_context(atomic(ROWS / built.spec.verified_file(release)))
            verified.writelines(_line(row) for row in built.rows if row.info.patch)
        rejects = files.enter_context(atomic(REJECTS))
        rejects.writelines(
            dumps(reject.to_json()) + "\n" for built in sets for reject in built.rejects
        )
        account = files.enter_context(atomic(ROWS / sampling_file(release)))
        account.write(sampling.model_dump_json(indent=2) + "\n")


def _line(row: E2Row) -> str:
    return dumps(row.model_dump()) + "\n"


def _tell(built: Built) -> None:
    sources = built.account.sources.values()
    rejected = sum(reason.rows for source in sources for reason in source.rejected.values())
    patches = built.account.patches
    print(
        f"{built.spec.name}: {sum(source.read for source in sources):,} files read = "
        f"{built.account.kept:,} kept + {sum(source.duplicate for source in sources):,} duplicate "
        f"+ {rejected:,} rejected + {sum(source.surplus for source in sources):,} surplus; "
        f"{patches.with_findings:,} with findings, {patches.verified:,} with a proven patch"
    )

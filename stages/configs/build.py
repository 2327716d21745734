"""Build the rows of one language: find files, scan them, prove patches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.e2 import E2Row
from schemas.e2_sampling import E2SetAccount
from schemas.e2_sets import E2Set
from schemas.sections.build_e2 import BuildE2Params, LangParams
from stages.configs.account import Patches, patch_account, require_sound, source_accounts
from stages.configs.choose import preferred
from stages.configs.corpus import Config, Corpus, collect
from stages.configs.finding import Failure, Finding
from stages.configs.origin import Origin
from stages.configs.patching.automatic import Trial, best_patches
from stages.configs.patching.handwritten import hand_written
from stages.configs.patching.issue import find_issues
from stages.configs.patching.patch import Prover, Scan
from stages.configs.reject import Reject
from stages.configs.rows import make_row

Findings = Mapping[str, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Built:
    """One language."""

    spec: E2Set
    rows: tuple[E2Row, ...]
    """Sorted by source."""

    account: E2SetAccount
    rejects: tuple[Reject, ...]


def build(
    spec: E2Set, origins: Sequence[Origin], lang: LangParams, params: BuildE2Params, scan: Scan
) -> Built:
    """Rows, account and rejects; raises PipelineError if too many files are faulty."""
    corpus = collect(spec.lang, origins, params.max_bytes)
    findings = _scanned(corpus, scan)
    require_sound(corpus, params.max_faults, spec.name)
    chosen = preferred(corpus.configs, lang.limit, params.seed)
    kept = {key: config for key, config in corpus.configs.items() if key in chosen}
    surplus = [config for key, config in corpus.configs.items() if key not in chosen]
    patches = _patches(kept, findings, Path(params.patches), scan)
    proven = patches.by_file()
    rows = tuple(make_row(config, findings[key], proven.get(key)) for key, config in kept.items())
    account = E2SetAccount(
        limit=lang.limit,
        kept=len(kept),
        sources=source_accounts(origins, corpus, kept.values(), surplus),
        patches=patch_account(sum(bool(findings[key]) for key in kept), patches),
    )
    rejects = sorted(corpus.rejects, key=lambda reject: (reject.source, reject.file))
    return Built(spec, rows, account, tuple(rejects))


def _scanned(corpus: Corpus, scan: Scan) -> dict[str, tuple[Finding, ...]]:
    """Findings by key; files that a scanner can't read go to the rejects, duplicates with them."""
    results = scan({key: config.parsed for key, config in corpus.configs.items()})
    failures = {key: result for key, result in results.items() if isinstance(result, Failure)}
    for key, failure in failures.items():
        _reject(corpus, corpus.configs.pop(key), failure)
    for config in [config for config in corpus.duplicates if config.key in failures]:
        corpus.duplicates.remove(config)
        _reject(corpus, config, failures[config.key])
    return {key: result for key, result in results.items() if not isinstance(result, Failure)}


def _reject(corpus: Corpus, config: Config, failure: Failure) -> None:
    detail = f"{failure.tool} {failure.reason}: {failure.detail}"
    corpus.rejects.append(Reject(config.origin.name, config.path, "not-scanned", detail))


def _patches(kept: Mapping[str, Config], findings: Findings, folder: Path, scan: Scan) -> Patches:
    prover = Prover(findings, scan)
    proposed = {key: find_issues(config.parsed, findings[key]) for key, config in kept.items()}
    trials = {key: Trial(kept[key], issues) for key, issues in proposed.items() if issues}
    return Patches(trials, best_patches(trials, prover), hand_written(folder, kept, prover))

"""The account of a language: what became of each file and each patch."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.e2_sampling import FixAccount, PatchAccount, SourceAccount
from schemas.sampling import Rejected
from stages.common.errors import PipelineError
from stages.configs.corpus import Config, Corpus
from stages.configs.origin import Origin
from stages.configs.patching.automatic import Trial
from stages.configs.patching.patch import Patch
from stages.configs.reject import BY_DESIGN, FAULTS, Reject


@dataclass(frozen=True, slots=True)
class Patches:
    """All patches of a language."""

    trials: Mapping[str, Trial]
    """What was proposed, by key of the file."""

    automatic: Mapping[str, Patch | str]
    """What became of it."""

    hand_written: Mapping[str, Patch | str]
    """By path of the patch file."""

    def by_file(self) -> dict[str, Patch]:
        """The proven patch of each file, by its key; a person's goes before an automatic one."""
        proven = {key: patch for key, patch in self.automatic.items() if isinstance(patch, Patch)}
        for patch in self.hand_written.values():
            if isinstance(patch, Patch):
                proven[patch.config.key] = patch
        return proven


def source_accounts(
    origins: Sequence[Origin], corpus: Corpus, kept: Iterable[Config], surplus: Iterable[Config]
) -> dict[str, SourceAccount]:
    """What became of the files of each source."""
    counts = {
        name: Counter(config.origin.name for config in configs)
        for name, configs in (
            ("kept", kept), ("duplicate", corpus.duplicates), ("surplus", surplus),
        )
    }  # fmt: skip
    return {
        origin.name: SourceAccount(
            synthetic=origin.synthetic,
            repository=origin.repository,
            commit=origin.commit,
            read=corpus.read[origin.name],
            rejected=_rejected(origin.name, corpus.rejects),
            **{name: count[origin.name] for name, count in counts.items()},
        )
        for origin in origins
    }


def _rejected(source: str, rejects: Iterable[Reject]) -> dict[str, Rejected]:
    reasons = Counter(reject.reason for reject in rejects if reject.source == source)
    return {
        reason: Rejected(rows=rows, fault=reason in FAULTS)
        for reason, rows in sorted(reasons.items())
    }


def patch_account(with_findings: int, patches: Patches) -> PatchAccount:
    """What became of the patches."""
    proven = patches.by_file()
    failed = Counter(
        result.partition(":")[0]
        for key, result in patches.automatic.items()
        if isinstance(result, str) and key not in proven
    )
    written = {p.config.key for p in patches.hand_written.values() if isinstance(p, Patch)}
    return PatchAccount(
        with_findings=with_findings,
        fixable=len(patches.trials),
        verified=len(proven),
        failed=dict(sorted(failed.items())),
        fixes=_fixes(patches),
        hand_written=len(written),
        hand_written_refused={
            name: result for name, result in patches.hand_written.items() if isinstance(result, str)
        },
    )


def _fixes(patches: Patches) -> dict[str, FixAccount]:
    tried = Counter(issue.fix for trial in patches.trials.values() for issue in trial.issues)
    verified = Counter(
        issue.fix
        for patch in patches.automatic.values()
        if isinstance(patch, Patch)
        for issue in patch.issues
    )
    return {fix: FixAccount(tried=tried[fix], verified=verified[fix]) for fix in sorted(tried)}


def require_sound(corpus: Corpus, limit: float, lang: str) -> None:
    """Raise PipelineError if more than the share `limit` of the language's files is at fault."""
    faults = [reject for reject in corpus.rejects if reject.fault]
    designed = sum(reject.reason in BY_DESIGN - {"other-type"} for reject in corpus.rejects)
    files = len(corpus.configs) + len(corpus.duplicates) + len(faults) + designed
    if len(faults) <= limit * files:
        return
    worst, count = min(
        Counter(reject.reason for reject in faults).items(), key=lambda item: (-item[1], item[0])
    )
    first = next(reject for reject in faults if reject.reason == worst)
    raise PipelineError(
        f"{len(faults):,} of {files:,} {lang} files are faulty, more than {limit:.2%}; most often "
        f"{worst}: {count:,}",
        where=f"data/raw/{first.source}/{first.file}",
        fix="mend the source or raise build_e2.max_faults in params.yaml",
    )

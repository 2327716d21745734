"""Propose patches and keep the best proven one of each file.

First all changes of a file together. Where that fails, each by itself; then those together that
passed alone; and if they don't go together, the first of them. So a file is scanned a few times
at most, and each round scans its files in one run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stages.configs.corpus import PARSERS, Config
from stages.configs.parsed import Unfixable
from stages.configs.patching.changing import changed
from stages.configs.patching.diff import unified_diff
from stages.configs.patching.issue import Issue
from stages.configs.patching.patch import Patch, Prover, make_patch


@dataclass(frozen=True, slots=True)
class Trial:
    """Changes of a file, to be made together."""

    config: Config
    issues: tuple[Issue, ...]


def best_patches(trials: Mapping[str, Trial], prover: Prover) -> dict[str, Patch | str]:
    """For each file, by key, the best proven patch, or why all its changes together failed."""
    best = _attempt(trials, prover)
    open_ = {key: trials[key] for key, result in best.items() if isinstance(result, str)}
    passed = _passed_alone(open_, prover)
    together = {
        key: Trial(open_[key].config, tuple(issue for patch in patches for issue in patch.issues))
        for key, patches in passed.items()
        if len(patches) > 1
    }
    first = {key: patches[0] for key, patches in passed.items()}
    joined = _attempt(together, prover)
    proven = {key: patch for key, patch in joined.items() if isinstance(patch, Patch)}
    return best | first | proven


def _passed_alone(trials: Mapping[str, Trial], prover: Prover) -> dict[str, list[Patch]]:
    """The changes that are proven by themselves, where there are several to try."""
    singles = {
        f"{key} {number}": Trial(trial.config, (issue,))
        for key, trial in trials.items()
        if len(trial.issues) > 1
        for number, issue in enumerate(trial.issues)
    }
    passed: dict[str, list[Patch]] = {}
    for result in _attempt(singles, prover).values():
        if isinstance(result, Patch):
            passed.setdefault(result.config.key, []).append(result)
    return passed


def _attempt(trials: Mapping[str, Trial], prover: Prover) -> dict[str, Patch | str]:
    results = prover.prove([_proposed(trial.config, trial.issues) for trial in trials.values()])
    return dict(zip(trials, results, strict=True))


def _proposed(config: Config, issues: Sequence[Issue]) -> Patch | str:
    try:
        after = changed(config.parsed, issues, PARSERS[config.parsed.lang])
        text = unified_diff(config.parsed.text, after.text, config.path)
    except Unfixable:
        return "can't be changed here"
    return make_patch(config, text, issues)

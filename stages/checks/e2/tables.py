"""Figures in the shapes that `dvc metrics` and `dvc plots` show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from schemas.e2_sampling import E2SetAccount
from stages.checks.e2.figures import Figures
from stages.checks.e2.labeled import LabeledSet
from stages.checks.outcome import Cell, Plot

Accounts = Mapping[str, E2SetAccount]


def metrics(figures: Figures, accounts: Accounts, problems: int) -> dict[str, Any]:
    """Numbers only, nested by name; what could not be measured is left out."""
    return {
        "problems": problems,
        "replayed_tools": len(figures.replayed),
        "sets": {
            name: {key: value for key, value in asdict(found).items() if value is not None}
            for name, found in figures.sets.items()
        },
        "files": {name: _files(account) for name, account in sorted(accounts.items())},
        "patches": {name: _patches(account) for name, account in sorted(accounts.items())},
    }


def _files(account: E2SetAccount) -> dict[str, Any]:
    sources = account.sources.values()
    outcomes = {
        key: sum(getattr(source, key) for source in sources)
        for key in ("read", "kept", "duplicate", "surplus")
    }
    return {**outcomes, "rejected": _rejected(account)}


def _rejected(account: E2SetAccount) -> dict[str, int]:
    """Files by reason."""
    reasons = Counter[str]()
    for source in account.sources.values():
        reasons.update({name: reason.rows for name, reason in source.rejected.items()})
    return dict(sorted(reasons.items()))


def _patches(account: E2SetAccount) -> dict[str, Any]:
    patches = account.patches
    return {
        "fixable": patches.fixable,
        "verified": patches.verified,
        "hand_written": patches.hand_written,
        "hand_written_refused": len(patches.hand_written_refused),
        "failed": dict(sorted(patches.failed.items())),
        "fixes": {name: fix.model_dump() for name, fix in sorted(patches.fixes.items())},
    }


def plots(sets: Sequence[LabeledSet], accounts: Accounts) -> dict[str, Plot]:
    """Tables by name; a column `bar` names the bar that a row is part of."""
    rules = {f"rules-{loaded.spec.name}": _rules(loaded) for loaded in sets}
    return rules | {
        "severities": _severities(sets),
        "files": _outcomes(accounts),
        "fixes": _fixes(accounts),
    }


def _rules(loaded: LabeledSet) -> Plot:
    """Findings of a set by rule."""
    rows = [(*rule, findings) for rule, findings in sorted(loaded.findings.items())]
    return Plot(("tool", "rule_id", "severity", "findings"), rows)


def _severities(sets: Sequence[LabeledSet]) -> Plot:
    """Findings by set, tool and severity."""
    rows: list[tuple[Cell, ...]] = []
    for loaded in sets:
        counts = Counter[tuple[str, str]]()
        for rule, findings in loaded.findings.items():
            counts[rule.tool, rule.severity] += findings
        for (tool, severity), findings in sorted(counts.items()):
            bar = f"{loaded.spec.name} {severity}"
            rows.append((loaded.spec.name, tool, severity, bar, findings))
    return Plot(("set", "tool", "severity", "bar", "findings"), rows)


def _outcomes(accounts: Accounts) -> Plot:
    """Files by set and by what became of them."""
    rows: list[tuple[Cell, ...]] = []
    for name, account in sorted(accounts.items()):
        files = _files(account)
        outcomes = {key: files[key] for key in ("kept", "duplicate", "surplus")}
        for outcome, count in (outcomes | files["rejected"]).items():
            rows.append((name, outcome, f"{name} {outcome}", count))
    return Plot(("set", "outcome", "bar", "files"), rows)


def _fixes(accounts: Accounts) -> Plot:
    """Places where a fix was tried, and where it is part of a verified patch, by set and fix."""
    rows = [
        (name, fix, f"{name} {fix}", count.tried, count.verified)
        for name, account in sorted(accounts.items())
        for fix, count in sorted(account.patches.fixes.items())
    ]
    return Plot(("set", "fix", "bar", "tried", "verified"), rows)

"""Everything that is measured of the sets, whether or not it decides anything."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from schemas.e2 import SEVERITIES, TOOLS, TOOLS_BY_LANG, Severity, Tool
from schemas.e2_sampling import E2Sampling, E2SetAccount, SourceAccount
from stages.checks.e2.labeled import LabeledSet
from stages.checks.e2.shares import patched_share


@dataclass(frozen=True, slots=True)
class SetFigures:
    """One language; a share of nothing is None."""

    rows: int
    with_findings: int
    with_findings_share: float | None
    """Of the rows."""

    patched: int
    patched_share: float | None
    """Of the rows with findings."""

    parse_rate: float | None
    """Share of usable files; those left out by design are not counted."""

    findings: int
    by_tool: dict[Tool, int]
    by_severity: dict[Severity, int]
    by_rule: dict[Tool, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the report holds."""

    replayed: tuple[Tool, ...]
    """Scanners that were not run; what they found was taken from a record."""

    sets: dict[str, SetFigures]


def measure_all(sets: Sequence[LabeledSet], sampling: E2Sampling | None) -> Figures:
    """Measure the sets that could be read; without an account there is no parse rate."""
    accounts: Mapping[str, E2SetAccount] = sampling.sets if sampling else {}
    return Figures(
        replayed=sampling.replayed if sampling else (),
        sets={s.spec.name: _measure(s, accounts.get(s.spec.name)) for s in sets},
    )


def _measure(loaded: LabeledSet, account: E2SetAccount | None) -> SetFigures:
    tools, severities = Counter[str](), Counter[str]()
    for rule, count in loaded.findings.items():
        tools[rule.tool] += count
        severities[rule.severity] += count
    return SetFigures(
        rows=loaded.rows,
        with_findings=loaded.with_findings,
        with_findings_share=_rounded(_share(loaded.with_findings, loaded.rows)),
        patched=len(loaded.patched),
        patched_share=_rounded(patched_share(loaded)),
        parse_rate=_rounded(_parse_rate(account.sources.values() if account else ())),
        findings=loaded.findings.total(),
        by_tool={tool: tools[tool] for tool in TOOLS_BY_LANG[loaded.spec.lang]},
        by_severity={severity: severities[severity] for severity in SEVERITIES},
        by_rule={tool: _by_rule(loaded, tool) for tool in TOOLS if tools[tool]},
    )


def _by_rule(loaded: LabeledSet, tool: Tool) -> dict[str, int]:
    return {rule.rule_id: n for rule, n in sorted(loaded.findings.items()) if rule.tool == tool}


def _parse_rate(sources: Iterable[SourceAccount]) -> float | None:
    usable = faulty = 0
    for source in sources:
        usable += source.kept + source.duplicate + source.surplus
        faulty += sum(reason.rows for reason in source.rejected.values() if reason.fault)
    return _share(usable, usable + faulty)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)

"""From a scanned file to a published row."""

from collections.abc import Sequence

from schemas.e2 import E2Info, E2Meta, E2Row, Violation
from stages.configs.corpus import Config
from stages.configs.finding import Finding
from stages.configs.patching.patch import Patch


def make_row(config: Config, findings: Sequence[Finding], patch: Patch | None) -> E2Row:
    """The row of a file."""
    info = E2Info(violations=violations(findings, config.path), patch=patch.text if patch else None)
    meta = E2Meta(lang=config.parsed.lang, source=config.label, hash=config.key)
    return E2Row(question=config.parsed.text, info=info, meta=meta)


def violations(findings: Sequence[Finding], path: str) -> tuple[Violation, ...]:
    """Findings as they are published: those that differ by their place on one line are one."""
    return tuple(dict.fromkeys(_violation(finding, path) for finding in findings))


def _violation(finding: Finding, path: str) -> Violation:
    return Violation(
        tool=finding.tool,
        rule_id=finding.rule_id,
        severity=finding.severity,
        msg=finding.msg,
        loc=f"{path}:{finding.line}",
    )

"""What can be mended in a file: changes, each with the findings that it is meant to remove."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stages.configs.finding import Finding
from stages.configs.fixes.table import FIXES, fix_name
from stages.configs.parsed import Op, Parsed


@dataclass(frozen=True, slots=True)
class Issue:
    """One change and its targets."""

    fix: str
    """Name of the fix."""

    ops: tuple[Op, ...]
    targets: tuple[Finding, ...]


def find_issues(parsed: Parsed, findings: Sequence[Finding]) -> tuple[Issue, ...]:
    """The changes that the fixes propose, in the order of their first findings.

    Findings that the same change would remove are the targets of one issue.
    """
    fixes = FIXES[parsed.lang]
    found: dict[str, Issue] = {}
    for finding in findings:
        name = fix_name(finding)
        ops = tuple(fixes[name](parsed.value, finding.path)) if name in fixes else ()
        if ops:  # values may be dicts, which have no hash
            issue = found.setdefault(repr(ops), Issue(name, ops, ()))
            found[repr(ops)] = replace(issue, targets=(*issue.targets, finding))
    return tuple(found.values())

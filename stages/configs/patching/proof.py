"""Whether a patch mends what it is meant to mend, and breaks nothing: findings before and after.

Findings are compared by tool, rule and message, which names the object that is meant, and not by
line: a patch moves lines.
"""

from collections import Counter
from collections.abc import Iterable

from stages.configs.finding import Failure, Finding, Scanned

Key = tuple[str, str, str]


def objection(before: Iterable[Finding], after: Scanned, targets: Iterable[Finding]) -> str | None:
    """Why the patch is refused, in a few words; None for a proven one."""
    if isinstance(after, Failure):
        return f"{after.tool} can't scan the patched file"
    old, new, aimed = _counted(before), _counted(after), _counted(targets)
    if new - old:
        return "new findings"
    if not aimed or any(new[key] > old[key] - aimed[key] for key in aimed):
        return "targets remain"
    return None


def mended(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings of `before` that are gone, in their order."""
    left = _counted(after)
    gone = []
    for finding in before:
        if left[_key(finding)]:
            left[_key(finding)] -= 1
        else:
            gone.append(finding)
    return gone


def _counted(findings: Iterable[Finding]) -> Counter[Key]:
    return Counter(map(_key, findings))


def _key(finding: Finding) -> Key:
    return (finding.tool, finding.rule_id, finding.msg)

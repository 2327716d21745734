"""A patch of one file, and its proof."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from schemas.e2 import config_hash
from stages.configs.corpus import PARSERS, Config
from stages.configs.finding import Finding, Scanned
from stages.configs.git_apply import PatchError, git_apply
from stages.configs.parsed import Parsed, Unusable
from stages.configs.patching.issue import Issue
from stages.configs.patching.proof import mended, objection

Scan = Callable[[Mapping[str, Parsed]], Mapping[str, Scanned]]
"""Scans files by any key."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A diff that applies, and the file that it makes."""

    config: Config
    text: str
    """Unified diff."""

    after: Parsed
    """The file as `git apply` leaves it."""

    issues: tuple[Issue, ...]
    """What it is meant to mend; none for a hand-written one, which may mend anything."""


def make_patch(config: Config, text: str, issues: Sequence[Issue] = ()) -> Patch | str:
    """A patch of a file, or why it can't be one, in a few words."""
    try:
        after = git_apply(text, config.path, config.parsed.text)
        parsed = PARSERS[config.parsed.lang](after)
    except PatchError as error:
        return f"does not apply: {error}"
    except Unusable as problem:
        return f"does not parse: {problem.reason}"
    return Patch(config, text, parsed, tuple(issues))


@dataclass(frozen=True, slots=True)
class Prover:
    """Scans what patches make."""

    findings: Mapping[str, Sequence[Finding]]
    """Of the unpatched files, by key."""

    scan: Scan

    def prove(self, patches: Sequence[Patch | str]) -> list[Patch | str]:
        """For each patch itself if it is proven, else the reason why not; reasons stay."""
        files = {config_hash(p.after.text): p.after for p in patches if isinstance(p, Patch)}
        scanned = self.scan(files) if files else {}
        return [p if isinstance(p, str) else self._verdict(p, scanned) for p in patches]

    def _verdict(self, patch: Patch, scanned: Mapping[str, Scanned]) -> Patch | str:
        before, after = self.findings[patch.config.key], scanned[config_hash(patch.after.text)]
        targets = [target for issue in patch.issues for target in issue.targets]
        if not patch.issues and isinstance(after, tuple):
            targets = mended(before, after)
        return objection(before, after, targets) or patch

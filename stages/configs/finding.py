"""What a scanner found, or why it could not look."""

from dataclasses import dataclass

from schemas.e2 import Severity, Tool
from stages.configs.parsed import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at one place of a file."""

    line: int
    """From 1, in the whole file."""

    tool: Tool
    rule_id: str
    msg: str
    severity: Severity
    path: Path
    """Of the part that is meant, see `Parsed`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A scanner that could not scan this file: not the same as no findings."""

    tool: Tool
    reason: str
    """crashed, timed out, unreadable: short, for counting."""

    detail: str
    """What the scanner said, one line, without paths of this machine."""


Scanned = tuple[Finding, ...] | Failure

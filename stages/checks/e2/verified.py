"""The patch-verified file holds the labelled rows with a patch, the same lines in order."""

from pathlib import Path

from schemas.e2 import E2Row
from schemas.report import CheckedFile
from stages.checks.e2.hashed import HashedLines
from stages.checks.e2.labeled import LabeledSet, digest
from stages.checks.lines import Faults, parse_row
from stages.checks.problems import Problems


def check_verified(labeled: LabeledSet, path: Path, problems: Problems) -> CheckedFile:
    """Compare the file with the labelled rows."""
    missing, last = dict(labeled.patched), 0
    lines = HashedLines(path)
    for number, line in lines:
        original = labeled.patched.get(digest(line))
        if original is None:
            problems.add_all(_foreign(line, labeled), path, number)
        elif original <= last:
            problems.add(f"line {original} of {labeled.path.name}, again or too late", path, number)
        else:
            last = original
        missing.pop(digest(line), None)
    for original in missing.values():
        problems.add(f"has a patch and is not in {path.name}", labeled.path, original)
    return lines.checked


def _foreign(line: bytes, labeled: LabeledSet) -> Faults:
    row = parse_row(line, E2Row)
    if isinstance(row, Faults):
        return row
    return Faults([f"no valid row of {labeled.path.name} that has a patch"])

"""From a line of an E1 file to a row that belongs there, or to what is wrong with it."""

from collections.abc import Iterator

from schemas.e1 import E1Row
from schemas.e1_sets import E1Set
from stages.checks.lines import Faults, parse_row


def parse_line(line: bytes, spec: E1Set) -> E1Row | Faults:
    """The row that a line of this set's file holds; the newline belongs to the line."""
    row = parse_row(line, E1Row)
    return row if isinstance(row, Faults) else Faults(_misfits(row, spec)) or row


def _misfits(row: E1Row, spec: E1Set) -> Iterator[str]:
    """What is wrong with a row that would be right in another file."""
    if row.meta.source != spec.source:
        yield f"meta.source: {row.meta.source!r} in the file of {spec.source}"
    if row.meta.split not in spec.splits:
        yield f"meta.split: {row.meta.split!r} in a file of {', '.join(spec.splits)}"

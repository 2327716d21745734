"""The part of a document that stands at a line."""

from stages.configs.parsed import Path
from stages.configs.yaml.find import Spot, parts_in, root
from stages.configs.yaml.lines import Lines
from stages.configs.yaml.nodes import Document


def part_at(text: str, document: Document, line: int, lines: Lines) -> Path:
    """The path of the outermost part that begins on a line, else of the innermost around it."""
    path: Path = ()
    spot = root(document)
    while lines.number(spot.start) < line:
        inner = _begun(text, spot, line, lines)
        if inner is None or lines.number(inner[1].end) < line:
            break
        path, spot = (*path, inner[0]), inner[1]
    return path


def _begun(text: str, spot: Spot, line: int, lines: Lines) -> tuple[str | int, Spot] | None:
    """Of the parts in a part the first that begins on a line, else the last one before it."""
    last = None
    for part in parts_in(text, spot):
        start = lines.number(part[1].start)
        if start > line:
            break
        last = part
        if start == line:
            break
    return last

"""From paths to parts, and from lines to paths."""

from collections.abc import Iterator, Sequence

from stages.configs.hcl.lines import Lines
from stages.configs.hcl.parts import (
    Block,
    Blocks,
    Body,
    Call,
    Entry,
    Fixed,
    Items,
    Object,
    Part,
    all_blocks,
)
from stages.configs.parsed import Path


def trace(root: Body, path: Path) -> list[Part]:
    """The parts along a path, one a step, as far as the file has them."""
    found: list[Part] = []
    if path[:1] == ("blocks",):
        found.append(all_blocks(root))
        for step in path[1:]:
            part = _below(found[-1], step)
            if part is None:
                break
            found.append(part)
    return found


def part_at(root: Body, line: int, lines: Lines) -> Path:
    """The path of the outermost part that begins on a line, else of the innermost around it."""
    path: Path = ("blocks",)
    around: Part | None = all_blocks(root)
    while around:
        inside, around = list(_parts_in(around)), None
        for step, part in inside:
            first, last = (lines.number(at) for at in part.span)
            if first == line:
                return path + step
            if first < line <= last:
                way, around = step, part
        if around:
            path += way
    return path if len(path) > 1 else ()


def _parts_in(part: Part) -> Iterator[tuple[Path, Part]]:
    """The parts right within a part, in the order of the text, and the way to each."""
    match part:
        case Blocks():
            yield from (((index,), block) for index, block in enumerate(part.blocks))
        case Block(nested=False):
            yield from ((("body", *path), inner) for path, inner in _parts_in(part.body))
        case Block(nested=True):
            yield from _parts_in(part.body)
        case Body() | Object():
            yield from _named(part)
        case Entry():
            yield from _parts_in(part.value)
        case Items() | Fixed():
            yield from (((index,), item) for index, item in enumerate(part.items))
        case Call():
            yield from ((("__args__", *path), item) for path, item in _parts_in(part.arguments))


def _named(part: Body | Object) -> Iterator[tuple[Path, Part]]:
    counts: dict[str, int] = {}
    for entry in part.entries:
        if isinstance(entry, Entry):
            yield (entry.name,), entry
        else:
            index = counts.get(entry.type, 0)
            counts[entry.type] = index + 1
            yield (entry.type, index), entry


def _below(part: Part, step: str | int) -> Part | None:
    match part, step:
        case Entry(), _:
            return _below(part.value, step)
        case ((Items() | Fixed()), int()):
            return _at(part.items, step)
        case Blocks(), int():
            return _at(part.blocks, step)
        case Object(), str():
            # Of equal keys the last counts.
            return {entry.name: entry for entry in part.entries}.get(step)
        case Call(), "__args__":
            return part.arguments
        case Block(nested=False), "labels":
            return part.labels
        case Block(nested=False), "body":
            return part.body
        case Block(nested=True), "__labels__":
            return part.labels if part.labels.items else None
        case Block(nested=True), _:
            return _below(part.body, step)
        case Body(), str():
            return _in_body(part, step)
    return None


def _in_body(body: Body, name: str) -> Part | None:
    found = [entry for entry in body.entries if _name(entry) == name]
    blocks = [entry for entry in found if isinstance(entry, Block)]
    return Blocks(body, blocks) if blocks else _at(found, 0)


def _name(entry: Entry | Block) -> str:
    return entry.name if isinstance(entry, Entry) else entry.type


def _at(parts: Sequence[Part], index: int) -> Part | None:
    return parts[index] if 0 <= index < len(parts) else None

"""Make several changes in one text."""

from collections.abc import Callable, Iterable, Sequence

from stages.configs.parsed import Op, Parsed, Path, Remove
from stages.configs.patching.issue import Issue


def changed(parsed: Parsed, issues: Sequence[Issue], parse: Callable[[str], Parsed]) -> Parsed:
    """The file after all changes.

    Raises Unfixable where a change can't be made.
    """
    for op in _in_order(op for issue in issues for op in issue.ops):
        parsed = parse(parsed.apply(op))
    return parsed


def _in_order(ops: Iterable[Op]) -> list[Op]:
    """Each change once; removals last and from the end, so that indices before them stay true."""
    distinct = {repr(op): op for op in ops}.values()
    removals = [op for op in distinct if isinstance(op, Remove)]
    others = [op for op in distinct if not isinstance(op, Remove)]
    return [*others, *sorted(removals, key=lambda op: _position(op.path), reverse=True)]


def _position(path: Path) -> list[tuple[int, str]]:
    """Orders the items of one list by index."""
    return [(part, "") if isinstance(part, int) else (-1, part) for part in path]

"""Minimal unified diffs that `git apply` takes."""

import difflib
import re
from collections.abc import Iterator

from stages.configs.parsed import Unfixable

CONTEXT = 3
NO_NEWLINE = "\n\\ No newline at end of file\n"
_UNQUOTABLE = re.compile(r'[\x00-\x1f\x7f"\\]')


def unified_diff(before: str, after: str, path: str) -> str:
    """The diff of a file at `path`; raises Unfixable for a path that patches can't name plainly."""
    if _UNQUOTABLE.search(path):
        raise Unfixable(f"the path {path!r} needs quoting in a patch")
    end = "\t" if " " in path else ""  # as Git marks the end of a name with spaces
    lines = difflib.unified_diff(
        _lines(before), _lines(after), f"a/{path}{end}", f"b/{path}{end}", n=CONTEXT
    )
    return "".join(_ended(lines))


def _lines(text: str) -> list[str]:
    """Lines with their ends; unlike str.splitlines, only a line feed ends one."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else line + NO_NEWLINE

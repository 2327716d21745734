"""How the `=` of a new entry stands below those of its neighbours."""

from collections.abc import Sequence

from stages.configs.hcl.page import Page
from stages.configs.hcl.parts import Entry, Span


def headed(page: Page, above: Sequence[Entry], name: str, value: Sequence[str]) -> list[str]:
    """The lines of a new entry to stand below the last of these, which are in the same body.

    If those have their `=` in one column, so has the new one. If its name is too long for that, an
    empty line parts it from them: no other line is to move, and `terraform fmt` to be content. It
    does not align what takes several lines.
    """
    run = [page.part(Span(entry.span.start, entry.equals)) for entry in _run(page, above)]
    columns = {len(text) for text in run}
    width = columns.pop() - 1 if len(columns) == 1 and len(value) == 1 else 0
    lines = [f"{name:<{width}} = {value[0]}", *value[1:]]
    return ["", *lines] if 0 < width < len(name) else lines


def _run(page: Page, entries: Sequence[Entry]) -> list[Entry]:
    """The last entries, those on successive lines."""
    run: list[Entry] = []
    for entry in reversed(entries):
        apart = run and not _successive(page, entry, run[-1])
        if apart or not _short(page, entry):
            break
        run.append(entry)
    return run


def _short(page: Page, entry: Entry) -> bool:
    """Whether it is on one line; a heredoc is aligned as if it were."""
    return page.one_line(entry.span) or page.data.startswith(b"<<", entry.value.span.start)


def _successive(page: Page, upper: Entry, lower: Entry) -> bool:
    return page.next_line(upper.span.end) == page.line_start(lower.span.start)

"""Lines, columns and white space around an index of a text."""

import re

_SPACE = re.compile(r"(?:\s+|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")


def past_space(text: str, index: int) -> int:
    """The first index from here that is neither white space nor in a comment."""
    return _end(_SPACE, text, index)


def past_blanks(text: str, index: int) -> int:
    """The first index from here that is no space or tab."""
    return _end(_BLANKS, text, index)


def line_start(text: str, index: int) -> int:
    """Where the line of this index begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of this index ends: before its line feed and carriage return."""
    feed = text.find("\n", index)
    if feed < 0:
        return len(text)
    return feed - (feed > index and text[feed - 1] == "\r")


def next_line(text: str, index: int) -> int:
    """Where the next line begins, or the text ends."""
    return text.find("\n", index) + 1 or len(text)


def column(text: str, index: int) -> int:
    """Characters before this index on its line."""
    return len(text[line_start(text, index) : index].removeprefix("\ufeff"))


def opens_line(text: str, index: int) -> bool:
    """Whether there is only white space before this index on its line."""
    return not text[line_start(text, index) : index].removeprefix("\ufeff").strip()


def _end(pattern: re.Pattern[str], text: str, index: int) -> int:
    match = pattern.match(text, index)
    return match.end() if match else index

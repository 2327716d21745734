"""A text to be changed, and how it is written: what new lines in it should look like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from stages.configs.hcl.parts import Span
from stages.configs.parsed import Unfixable

# `*+` does not try to read several comments as one.
_COMMENT = rb"/\*.*?\*/"
_LINE_END = re.compile(rb"(?:[ \t]|%b)*+(?:(?:#|//)[^\r\n]*)?(?=\r?\n|\Z)" % _COMMENT, re.DOTALL)
_COMMA = re.compile(rb"(?:\s|%b|(?:#|//)[^\n]*)*+," % _COMMENT, re.DOTALL)
_INDENT = re.compile(rb"[ \t]*")
_FIRST_INDENT = re.compile(rb"\{[ \t]*\r?\n([ \t]+)")


class Splice(NamedTuple):
    """Something else for a stretch of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a file. All places are offsets into them."""

    data: bytes
    newline: str
    unit: str
    """The indentation of what stands in a block at the left margin."""

    def spliced(self, splices: Iterable[Splice]) -> str:
        """The text with the changes, which must be in order."""
        pieces, done = [], 0
        for start, end, text in splices:
            pieces += [self.data[done:start], text.encode()]
            done = end
        return b"".join([*pieces, self.data[done:]]).decode()

    def lines(self, lines: Iterable[str], indent: str) -> str:
        """Lines of two spaces a level as they are indented here, the first after a newline."""
        return "".join(self.newline + self._indented(line, indent) for line in lines)

    def below(self, at: int, lines: Iterable[str], indent: str) -> Splice:
        """Lines below the one on which `at` stands; raises Unfixable if more follows on that."""
        end = self.line_end(at)
        if end is None:
            raise Unfixable("something else stands on the same line")
        return Splice(end, end, self.lines(lines, indent))

    def _indented(self, line: str, indent: str) -> str:
        text = line.lstrip(" ")
        return indent + self.unit * ((len(line) - len(text)) // 2) + text if text else ""

    def part(self, span: Span) -> str:
        """A stretch of the text."""
        return self.data[span.start : span.end].decode()

    def one_line(self, span: Span) -> bool:
        """Whether there is no newline in a stretch."""
        return b"\n" not in self.data[span.start : span.end]

    def line_start(self, at: int) -> int:
        """Where the line begins that `at` stands on."""
        return self.data.rfind(b"\n", 0, max(at, 0)) + 1

    def next_line(self, at: int) -> int:
        """Where the next line begins, or the end of the text."""
        return self.data.find(b"\n", at) + 1 or len(self.data)

    def indent(self, at: int) -> str:
        """The white space that the line of `at` begins with."""
        match = _INDENT.match(self.data, self.line_start(at))
        return match[0].decode() if match else ""

    def opens_line(self, at: int) -> bool:
        """Whether nothing but white space stands before `at` on its line."""
        return not self.data[self.line_start(at) : at].strip()

    def line_end(self, at: int) -> int | None:
        """Where the line ends, past comments; None if anything else follows."""
        match = _LINE_END.match(self.data, at)
        return match.end() if match else None

    def past_comma(self, at: int) -> int | None:
        """Past the comma that follows; None if none does."""
        match = _COMMA.match(self.data, at)
        return match.end() if match else None


def page_of(text: str) -> Page:
    """A text in the style of its first lines."""
    data = text.encode()
    newline = "\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else "\n"
    indent = _FIRST_INDENT.search(data)
    return Page(data, newline, indent[1].decode() if indent else "  ")

"""Shares of a file: what is parsed independently of the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from stages.flows.assemble import Reading
from stages.flows.blocks import Block, blocks, open_text
from stages.flows.parse import parse
from stages.flows.table import Layout, Table


@dataclass(frozen=True, slots=True)
class Detected:
    """How to read the rest of a text file."""

    layout: Layout
    reading: Reading
    first_line: int
    """Number of the first line that is no header."""

    head: bytes = b""
    """Rows that were read while looking for a header."""


Detect = Callable[[IO[bytes], Path], Detected]
"""Reads the header of an open file; raises PipelineError if it is not of the format."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some rows of a file."""

    table: Callable[[], Table]
    """Parses them; safe in any thread."""

    reading: Reading
    size: int
    """Bytes, for the progress bar."""

    block: Block | None = None
    """The text, if it is text."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """The files of a source that one reader takes."""

    matches: Callable[[PurePosixPath], bool]
    """By path, relative to the source."""

    scenario: Callable[[PurePosixPath], str]
    """The name of the capture, by the same path."""

    shares: Callable[[Path, str], Iterator[Share]]
    """Shares of the file at a path, which goes by the relative name given."""


def text_shares(detect: Detect) -> Callable[[Path, str], Iterator[Share]]:
    """Shares of a text file, plain or .gz, whose header `detect` reads."""

    def shares(path: Path, name: str) -> Iterator[Share]:
        with open_text(path) as text:
            detected = detect(text, path)
            for block in blocks(text, path, detected.first_line, detected.head):
                yield _share(block, detected, name)

    return shares


def _share(block: Block, detected: Detected, name: str) -> Share:
    return Share(
        table=lambda: parse(block, detected.layout, name),
        reading=detected.reading,
        size=len(block.data),
        block=block,
    )

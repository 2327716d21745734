"""Read a text file, plain or gzip, in blocks of whole lines with their line numbers."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from stages.common.errors import PipelineError

BLOCK = 8 << 20
LONGEST_LINE = 1 << 20
_NEWLINE = ord("\n")
_REFETCH = "fetch it again (dvc repro --force fetch) or point the source at a whole copy"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of a file."""

    data: bytes
    first_line: int
    """Number of the first line, counted from 1."""

    unfinished: bool
    """Whether the last line lacks its line end: perhaps the file was cut off there."""

    @property
    def last_line(self) -> int:
        """Number of the last line."""
        return self.first_line + self.data.count(b"\n") - (not self.unfinished)

    def lines(self) -> list[bytes]:
        """The lines, without their ends."""
        return [line.removesuffix(b"\r") for line in self.data.removesuffix(b"\n").split(b"\n")]


@contextmanager
def open_text(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked if its name ends in .gz; damage becomes a PipelineError."""
    if path.stat().st_size == 0:
        raise PipelineError("the file is empty", where=str(path), fix=_REFETCH)
    try:
        with path.open("rb") if path.suffix != ".gz" else gzip.open(path) as file:
            yield cast(IO[bytes], file)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise PipelineError(f"damaged gzip data ({error})", where=str(path), fix=_REFETCH) from None


def read_line(file: IO[bytes], path: Path) -> str:
    """The next line without its end, '' at the end of the file."""
    line = file.readline(LONGEST_LINE)
    if line.startswith(_UTF16):
        raise PipelineError(
            "the text is UTF-16, not UTF-8", where=str(path), fix="convert it with iconv -f UTF-16"
        )
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise PipelineError(
            "the header is not UTF-8 text", where=str(path), fix="is it the file you meant?"
        ) from None


def blocks(
    file: IO[bytes], path: Path, first_line: int, rest: bytes = b"", size: int = BLOCK
) -> Iterator[Block]:
    """`rest` and what is left of an open file, in blocks of about `size` bytes."""
    while data := file.read(size):
        end = data.rfind(b"\n") + 1
        if not end and len(rest) + len(data) > LONGEST_LINE:
            raise PipelineError(
                f"no line end in {LONGEST_LINE:,} bytes", where=f"{path}:{first_line}", fix=_REFETCH
            )
        lines = b"".join((rest, memoryview(data)[:end])) if end else b""
        rest = data[end:] if end else rest + data
        if lines:
            yield Block(lines, first_line, unfinished=False)
            first_line += int(np.count_nonzero(np.frombuffer(lines, np.uint8) == _NEWLINE))
    if rest:
        yield Block(rest, first_line, unfinished=True)

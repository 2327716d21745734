import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.common.errors import PipelineError
from stages.flows.blocks import LONGEST_LINE, blocks, open_text, read_line
from tests.stages.flows.flow_files import MANY

PATH = Path("x.log")


@MANY
@given(
    data=st.lists(st.sampled_from([b"a", b"bc", b"\n", b"\r\n", b"#"]), max_size=30).map(b"".join),
    rest=st.sampled_from([b"", b"head\n", b"h"]),
    size=st.integers(1, 20),
)
def test_blocks_are_whole_lines_in_order(data: bytes, rest: bytes, size: int) -> None:
    found = list(blocks(io.BytesIO(data), PATH, 5, rest, size))
    whole = rest + data
    assert b"".join(block.data for block in found) == whole
    line = 5
    for block in found:
        assert block.first_line == line
        line += block.data.count(b"\n")
        assert block.data.endswith(b"\n") or block is found[-1]
    naive = [part.removesuffix(b"\r") for part in whole.split(b"\n")]
    naive = naive[:-1] if whole.endswith(b"\n") or not whole else naive
    assert [text for block in found for text in block.lines()] == naive
    if found and not whole.endswith(b"\n"):
        assert found[-1].unfinished
        assert found[-1].last_line == 5 + len(naive) - 1


def test_last_line() -> None:
    (block,) = blocks(io.BytesIO(b"a\nb\n"), PATH, 3)
    assert (block.unfinished, block.last_line) == (False, 4)
    (one,) = blocks(io.BytesIO(b"a"), PATH, 3)
    assert (one.unfinished, one.last_line) == (True, 3)


def test_a_file_without_line_ends_is_refused() -> None:
    data = io.BytesIO(b"x" * (LONGEST_LINE + 10))
    with pytest.raises(PipelineError, match=r"x\.log:7: no line end in 1,048,576 bytes"):
        list(blocks(data, PATH, 7, size=1 << 16))


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xef\xbb\xbfa,b\r\nc", "a,b"), (b"a", "a"), (b"", ""), (b"\n", ""), (b" a \n", " a ")],
)
def test_read_line(data: bytes, line: str) -> None:
    assert read_line(io.BytesIO(data), PATH) == line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_read_line_refuses_utf_16(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    with pytest.raises(PipelineError, match="UTF-16, not UTF-8"):
        read_line(io.BytesIO((mark + "ts,label\n").encode(encoding)), PATH)


def test_open_text_unpacks_by_name(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.csv", tmp_path / "a.csv.gz"
    plain.write_bytes(b"x\n")
    packed.write_bytes(gzip.compress(b"x\n"))
    for path in (plain, packed):
        with open_text(path) as file:
            assert file.read() == b"x\n"


@pytest.mark.parametrize("cut", [3, 15, -1, -6])
def test_cut_gzip(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(bytes(range(256)) * 40)[:cut])
    with pytest.raises(PipelineError, match="damaged gzip data"), open_text(path) as file:
        file.read()

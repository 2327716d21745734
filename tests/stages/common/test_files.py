"""Atomic writes."""

from pathlib import Path

import pytest

from stages.common.files import atomic, sha256_file, write_json, write_jsonl


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("before")
    with pytest.raises(RuntimeError), atomic(path) as file:
        file.write("half")
        raise RuntimeError
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_write_replaces_it(tmp_path: Path) -> None:
    path = tmp_path / "new/folder/rows.bin"
    with atomic(path, "wb") as file:
        file.write(b"\r\n\x96")
    assert path.read_bytes() == b"\r\n\x96"
    assert path.stat().st_mode & 0o777 == 0o644


def test_json_is_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    assert write_jsonl(tmp_path / "a.jsonl", [{"a": "é"}, {"b": None}]) == 2
    assert (tmp_path / "a.jsonl").read_bytes() == '{"a":"é"}\n{"b":null}\n'.encode()
    write_json(tmp_path / "a.json", {"a": [1]})
    assert (tmp_path / "a.json").read_text() == '{\n  "a": [\n    1\n  ]\n}\n'


def test_sha256(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert sha256_file(tmp_path / "empty").startswith("e3b0c44298fc1c149afbf4c8996fb924")

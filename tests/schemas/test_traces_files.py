import pytest

from schemas.traces_files import is_trace_file, metadata_file, trace_files


def test_names() -> None:
    assert trace_files("v1", 2, "jsonl.zst") == (
        "gold-traces-v1-00000-of-00002.jsonl.zst",
        "gold-traces-v1-00001-of-00002.jsonl.zst",
    )
    assert trace_files("v1", 100_001, "jsonl")[-1] == "gold-traces-v1-100000-of-100001.jsonl"
    assert metadata_file("v1") == "metadata-v1.json"


@pytest.mark.parametrize(
    ("name", "belongs"),
    [
        *((name, True) for name in trace_files("v1", 100_001, "parquet")[-2:]),
        ("gold-traces-v1.2-00000-of-00001.jsonl", False),
        ("gold-traces-v1-00000-of-00001.csv", False),
        ("gold-traces-v1-00000-of-00001.jsonl.gz", False),
        ("gold-traces-v1-0-of-1.jsonl", False),
        ("metadata-v1.json", False),
    ],
)
def test_names_of_shards(name: str, belongs: bool) -> None:
    assert is_trace_file(name, "v1") == belongs

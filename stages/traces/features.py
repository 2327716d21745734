"""The features of JSON lines for `datasets.load_dataset`.

    load_dataset("json", data_files="data/traces/*.jsonl", features=trace_features())

Without them `datasets` would guess the types, fill the arguments of each call with nulls for those
of other tools, and change the moments. The features of Parquet files are in the files:

    load_dataset("parquet", data_files="data/traces/*.parquet")
"""

from typing import TYPE_CHECKING

from stages.traces.writing.columns import LINES

if TYPE_CHECKING:
    from datasets import Features


def trace_features() -> "Features":
    """One for each field of a trace; what is no plain value is datasets.Json."""
    from datasets import Features  # takes seconds, and only users of it shall wait

    return Features.from_arrow_schema(LINES)

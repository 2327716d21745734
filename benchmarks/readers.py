"""Stream the columns that the stage sample uses, and drop them.

python -m benchmarks.readers polars conn.log.labeled
"""

import sys

from benchmarks.zeek_file import COLUMNS, HEADER

WHOLE = ("id.orig_p", "id.resp_p", "orig_bytes", "resp_bytes", "orig_pkts", "resp_pkts")
TEXT = ("proto", "service", "conn_state", COLUMNS[-1])
USED = [*WHOLE, *TEXT, "duration"]
HEADER_LINES = HEADER.count("\n")


def pyarrow(path: str) -> int:
    """PyArrow's streaming CSV reader."""
    import pyarrow as pa
    import pyarrow.csv as csv

    kinds = dict.fromkeys(WHOLE, pa.int64()) | dict.fromkeys(TEXT, pa.string())
    reader = csv.open_csv(
        path,
        csv.ReadOptions(column_names=COLUMNS, skip_rows=HEADER_LINES, block_size=8 << 20),
        csv.ParseOptions(delimiter="\t", quote_char=False, invalid_row_handler=lambda _: "skip"),
        csv.ConvertOptions(
            include_columns=USED,
            column_types=kinds | {"duration": pa.float64()},
            null_values=["-"],
        ),
    )
    return sum(batch.num_rows for batch in reader)


def polars(path: str) -> int:
    """Polars' lazy reader, batch by batch."""
    import polars as pl

    kinds = dict.fromkeys(WHOLE, pl.Int64) | {"duration": pl.Float64}
    frame = pl.scan_csv(
        path,
        separator="\t",
        comment_prefix="#",
        has_header=False,
        schema={name: kinds.get(name, pl.String) for name in COLUMNS},
        quote_char=None,
        null_values=["-"],
    ).select(USED)
    return sum(batch.height for batch in frame.collect_batches(chunk_size=500_000))


def duckdb(path: str) -> int:
    """DuckDB's reader, into Arrow batches."""
    import duckdb

    kinds = dict.fromkeys(WHOLE, "BIGINT") | {"duration": "DOUBLE"}
    columns = {name: kinds.get(name, "VARCHAR") for name in COLUMNS}
    relation = duckdb.read_csv(
        path, delimiter="\t", header=False, columns=columns, na_values="-", quotechar="",
        escapechar="", comment="#", auto_detect=False, skiprows=0,
    )  # fmt: skip
    names = ", ".join(f'"{name}"' for name in USED)
    return sum(batch.num_rows for batch in relation.select(names).to_arrow_reader(500_000))


if __name__ == "__main__":
    print({"pyarrow": pyarrow, "polars": polars, "duckdb": duckdb}[sys.argv[1]](sys.argv[2]))

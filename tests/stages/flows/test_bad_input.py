"""What a user is told when the input is bad: one line, and nothing is left half-written."""

import gzip
import os
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from tests.stages.flows.flow_files import (
    CIC_HEADER,
    IOT23,
    LATER,
    ZeekFormat,
    cic_table,
    unsw_partition,
    unsw_raw,
    zeek_log,
)
from tests.stages.flows.workspace import (
    REPOSITORY,
    copy_sample,
    outputs,
    run_stage,
    write_params,
    write_source,
)

BAD = {"label": "Malicious", "detail": "Okiru"}
ROWS = [{"orig_bytes": str(n)} | (BAD if n % 2 else {}) for n in range(40)]
GOOD = zeek_log(ROWS)
PACKED = gzip.compress(GOOD, mtime=0)
BITS = random.Random(1).randbytes(5000)
CAPTURE = "CTU-IoT-Malware-Capture-1-1/conn.log.labeled"
LOG = f"data/raw/iot23/{CAPTURE}"
REFETCH = "fetch it again (dvc repro --force fetch) or point the source at a whole copy"
CIC_ROWS = [{"Total Fwd Packets": str(n), "Label": ("BENIGN", "Bot")[n % 2]} for n in range(20)]
CIC_GOOD = cic_table(CIC_ROWS)


@dataclass
class Case:
    """Files of a source and the line they get."""

    message: str
    files: dict[str, bytes]
    source: str = "iot23"
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        return "sample" if self.source == "iot23" else "build_ood"


def zeek_case(message: str, data: bytes, ending: str = "", **params: Any) -> Case:
    return Case(message, {CAPTURE + ending: data}, params=params)


def cic_case(message: str, data: bytes, name: str = "monday.csv") -> Case:
    return Case(message, {name: data}, source="cic-ids-2017")


def unsw_case(message: str, data: bytes, name: str = "UNSW-NB15_1.csv") -> Case:
    return Case(message, {name: data}, source="unsw-nb15")


CASES = {
    "cut in a row": zeek_case(
        f"{LOG}:47: the file ends in the middle of a row (wrong column count); it was cut off: "
        "fetch it again or point the source at a whole copy",
        GOOD[:-90],
    ),
    "cut in a label": zeek_case(
        f"{LOG}:47: the file ends in the middle of a row (unknown attack family); it was cut off: "
        "fetch it again or point the source at a whole copy",
        GOOD[:-3],
    ),
    "cut table": cic_case(
        "data/raw/cic-ids-2017/monday.csv:21: the file ends in the middle of a row (wrong column "
        "count); it was cut off: fetch it again or point the source at a whole copy",
        CIC_GOOD[:-20],
    ),
    "cut raw table": unsw_case(
        "data/raw/unsw-nb15/UNSW-NB15_1.csv:3: the file ends in the middle of a row (wrong column "
        "count); it was cut off: fetch it again or point the source at a whole copy",
        unsw_raw([{}] * 3)[:-30],
    ),
    "cut in the header": zeek_case(
        f"{LOG}: no Zeek header (#separator … #fields) at the start; is it a connection log in "
        "Zeek's TSV format?",
        GOOD[:60],
    ),
    "truncated gzip": zeek_case(
        f"{LOG}.gz: damaged gzip data (Compressed file ended before the end-of-stream marker was "
        f"reached); {REFETCH}",
        PACKED[:-20],
        ".gz",
    ),
    "corrupt gzip": zeek_case(
        f"{LOG}.gz: damaged gzip data (Error -3 while decompressing data: invalid block type); "
        f"{REFETCH}",
        PACKED[:10] + b"\xff" * 50 + PACKED[60:],
        ".gz",
    ),
    "gzip with a wrong checksum": zeek_case(
        f"{LOG}.gz: damaged gzip data (CRC check failed 0x0 != 0x1f75bc90); {REFETCH}",
        PACKED[:-8] + bytes(4) + PACKED[-4:],
        ".gz",
    ),
    "no gzip at all": zeek_case(
        f"{LOG}.gz: damaged gzip data (Not a gzipped file (b'#s')); {REFETCH}", GOOD, ".gz"
    ),
    "empty file": zeek_case(f"{LOG}: the file is empty; {REFETCH}", b""),
    "empty table": unsw_case(
        f"data/raw/unsw-nb15/UNSW-NB15_1.csv: the file is empty; {REFETCH}", b""
    ),
    "empty gzip": zeek_case(
        f"{LOG}.gz: no Zeek header (#separator … #fields) at the start; is it a connection log in "
        "Zeek's TSV format?",
        gzip.compress(b""),
        ".gz",
    ),
    "empty Parquet": Case(
        "data/raw/iot23/t.parquet: damaged Parquet data (Parquet file size is 0 bytes); fetch it "
        "again or point the source at a whole copy",
        {"t.parquet": b""},
    ),
    "header only": zeek_case(
        f"{LOG}: the file has a header and no rows; leave it out or replace it", zeek_log([])
    ),
    "header only, table": cic_case(
        "data/raw/cic-ids-2017/monday.csv: the file has a header and no rows; leave it out or "
        "replace it",
        cic_table([]),
    ),
    "spaces for tabs": zeek_case(
        f"{LOG}: no Zeek header (#separator … #fields) at the start; is it a connection log in "
        "Zeek's TSV format?",
        GOOD.replace(b"\t", b" "),
    ),
    "another separator than it says": zeek_case(
        f"{LOG}: the log has no column 'proto'; its 1 columns are separated by ','; is that right?",
        GOOD.replace(b"#separator \\x09", b"#separator \\x2c").replace(b"#fields\t", b"#fields,"),
    ),
    "separator of two characters": zeek_case(
        f"{LOG}: the header says '\\\\x09\\\\x09' for #separator, which must be one character; is "
        "it a connection log in Zeek's TSV format?",
        GOOD.replace(b"#separator \\x09", b"#separator \\x09\\x09"),
    ),
    "broken separator": zeek_case(
        f"{LOG}: the header says '\\\\x' for #separator, which must be one character; is it a "
        "connection log in Zeek's TSV format?",
        GOOD.replace(b"#separator \\x09", b"#separator \\x"),
    ),
    "no separator": zeek_case(
        f"{LOG}: the header says '' for #separator, which must be one character; is it a "
        "connection log in Zeek's TSV format?",
        GOOD.replace(b"#separator \\x09", b"#separator"),
    ),
    "semicolons": cic_case(
        "data/raw/cic-ids-2017/monday.csv: no column 'label' among the 1 of the header; is the "
        "table labelled, and separated by commas?",
        CIC_GOOD.replace(b",", b";"),
    ),
    "semicolons, raw table": unsw_case(
        "data/raw/unsw-nb15/UNSW-NB15_1.csv: 1 comma-separated columns in the first line, and none "
        "is attack_cat; raw files have 49, partitions a header; is it UNSW-NB15, separated by "
        "commas?",
        unsw_raw([{}]).replace(b",", b";"),
    ),
    "no label column": zeek_case(
        f"{LOG}: the log has no label column; use the labelled log, conn.log.labeled",
        zeek_log(ROWS, LATER).replace(b"\tlabel\tdetailedlabel", b""),
    ),
    "no label column, table": cic_case(
        "data/raw/cic-ids-2017/monday.csv: no column 'label' among the 79 of the header; is the "
        "table labelled, and separated by commas?",
        CIC_GOOD.replace(CIC_HEADER.encode(), CIC_HEADER.replace("Label", "Class").encode()),
    ),
    "no label column, partition": unsw_case(
        "data/raw/unsw-nb15/UNSW-NB15_1.csv: no column 'label' among the 45 of the header; is the "
        "table labelled, and separated by commas?",
        unsw_partition([{}]).replace(b"attack_cat,label", b"attack_cat,class"),
    ),
    "no label column, Hub": Case(
        "data/raw/iot23/t.csv: no column 'label' among the 2 of the header; is the table labelled, "
        "and separated by commas?",
        {"t.csv": b"proto,duration\ntcp,1\n"},
    ),
    "no such column": zeek_case(
        f"{LOG}: the log has no column 'duration'; its 20 columns are separated by '\\t'; is that "
        "right?",
        zeek_log(ROWS, ZeekFormat(fields=[f for f in IOT23.fields if f != "duration"])),
    ),
    "unknown labels": zeek_case(
        f"{LOG}: 20 of 40 rows are faulty, more than 20.00%; most often unknown label: 20 rows, "
        "the first at line 9 ('Evil'); mend the source or raise sample.max_faults in params.yaml",
        GOOD.replace(b"Malicious", b"Evil"),
    ),
    "wrong numbers": cic_case(
        "data/raw/cic-ids-2017/monday.csv: 20 of 20 rows are faulty, more than 20.00%; most often "
        "not a number: 20 rows, the first at line 2 ('duration 1:30'); mend the source or raise "
        "build_ood.max_faults in params.yaml",
        cic_table([{**row, "Flow Duration": "1:30"} for row in CIC_ROWS]),
    ),
    "UTF-16": zeek_case(
        f"{LOG}: the text is UTF-16, not UTF-8; convert it with iconv -f UTF-16",
        GOOD.decode().encode("utf-16"),
    ),
    "UTF-16, table": cic_case(
        "data/raw/cic-ids-2017/monday.csv: the text is UTF-16, not UTF-8; convert it with iconv "
        "-f UTF-16",
        CIC_GOOD.decode().encode("utf-16"),
    ),
    "rubbish": zeek_case(f"{LOG}: the header is not UTF-8 text; is it the file you meant?", BITS),
    "rubbish after the header": zeek_case(
        f"{LOG}:{8 + BITS.count(10)}: the file ends in the middle of a row (wrong column count); "
        "it was cut off: fetch it again or point the source at a whole copy",
        zeek_log([]) + BITS,
    ),
    "rubbish, Parquet": Case(
        "data/raw/iot23/t.parquet: damaged Parquet data (Parquet magic bytes not found in footer. "
        "Either the file is corrupted or this is not a parquet file.); fetch it again or point "
        "the source at a whole copy",
        {"t.parquet": BITS},
    ),
    "no line ends": zeek_case(
        f"{LOG}:8: no line end in 1,048,576 bytes; {REFETCH}", zeek_log([]) + b"x" * (9 << 20)
    ),
    "folder without logs": Case(
        "data/raw/iot23: none of the 2 files is a log or table of flows; check "
        "fetch.sources.iot23.location and .files in params.yaml",
        {"README.md": b"x", "a/dns.log": b"x"},
    ),
    "larger than its source": zeek_case(
        "source iot23: 50 Malicious rows wanted, 20 to be had within the caps (20 distinct "
        "candidates); lower sample.limit, raise sample.caps, or add data",
        GOOD,
        sample__limit=100,
    ),
    "by_scenario with one capture": zeek_case(
        "source iot23: 1 Benign rows for dev wanted, 0 to be had within the caps (0 distinct "
        "candidates); lower sample.limit, raise sample.caps, or add data",
        GOOD,
        sample__limit=10,
        sample__split__strategy="by_scenario",
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_params(tmp_path)
    return tmp_path


def message_of(stage: str) -> str:
    with pytest.raises(PipelineError) as error:
        run_stage(stage)
    return str(error.value)


@pytest.mark.parametrize("name", CASES)
def test_message(folder: Path, name: str) -> None:
    case = CASES[name]
    write_params(folder, **case.params)
    if case.stage == "build_ood":
        write_source(folder, "cic-ids-2017", {"monday.csv": CIC_GOOD})
        write_params(folder, build_ood__limit=4)
    write_source(folder, case.source, case.files)
    assert message_of(case.stage) == case.message
    assert outputs(folder) == {}


def test_not_fetched_yet(folder: Path) -> None:
    assert message_of("sample") == "source iot23: not fetched yet; run dvc repro fetch@iot23"
    assert message_of("build_ood") == (
        "source cic-ids-2017: not fetched yet; run dvc repro fetch@cic-ids-2017"
    )


def run_command(folder: Path, stage: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"stages.{stage}"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_earlier_outputs_survive_a_bad_source(folder: Path) -> None:
    copy_sample(folder, "cic-ids-2017")
    copy_sample(folder, "unsw-nb15")
    run_stage("build_ood")
    before = outputs(folder)
    assert len(before) == 5
    write_source(folder, "unsw-nb15", {"UNSW-NB15_2.csv": unsw_raw([{}] * 3)[:-30]})

    done = run_command(folder, "build_ood")

    assert done.returncode == 1
    assert done.stderr == (
        "error: data/raw/unsw-nb15/UNSW-NB15_2.csv:3: the file ends in the middle of a row (wrong "
        "column count); it was cut off: fetch it again or point the source at a whole copy\n"
    )
    assert outputs(folder) == before
    assert list((folder / ".cache/spill").iterdir()) == []


def test_nothing_is_left_after_a_first_failure(folder: Path) -> None:
    write_source(folder, "iot23", {CAPTURE: GOOD, "Capture-2-1/conn.log.gz": PACKED[:-20]})
    done = run_command(folder, "sample")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("error: data/raw/iot23/Capture-2-1/conn.log.gz: damaged gzip")
    assert done.stderr.count("\n") == 1
    assert outputs(folder) == {}
    assert list((folder / ".cache/spill").iterdir()) == []

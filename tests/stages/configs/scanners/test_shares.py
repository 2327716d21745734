"""One bad file costs itself and no other, whatever it does to the scanner."""

import math
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from schemas.e2 import TOOLS, Tool
from stages.common.errors import PipelineError
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.scanners import process, shares
from tests.stages.configs.scanners import fakes
from tests.stages.configs.scanners.inputs import modules

FOUND = Finding(1, "opa", "r", "m", "low", ("blocks", 0))


def word_of(text: str) -> str:
    return text.split('"')[1]


@pytest.fixture
def tools(tmp_path: Path) -> dict[Tool, fakes.Fake]:
    """Here only OPA misbehaves."""
    return {tool: fakes.make(tmp_path / tool, tool, calm=tool != "opa") for tool in TOOLS}


@pytest.fixture
def scan(make_scanners):
    """Scan modules that hold these words; what OPA found in them, by word."""

    def run(*words: str, **options) -> dict[str, Scanned]:
        files = modules(words)
        results = make_scanners("opa", "semgrep", **options).scan(files)
        assert list(results) == list(files)
        opas = {key: of_opa(result) for key, result in results.items()}
        return {word_of(files[key].text): result for key, result in opas.items()}

    def of_opa(result: Scanned) -> Scanned:
        if isinstance(result, Failure):
            return result
        return tuple(finding for finding in result if finding.tool == "opa")

    return run


def test_all_files_go_into_one_run(scan, tools):
    assert scan("a", "b", "CLEAN") == {"a": (FOUND,), "b": (FOUND,), "CLEAN": ()}
    assert [len(run) for run in tools["opa"].runs] == [3]


@pytest.mark.parametrize(
    ("word", "reason", "detail"),
    [
        ("CRASH", "crashed", "exit code 2: panic: no luck in in"),
        ("ABORT", "crashed", "SIGABRT"),
        ("GARBAGE", "unreadable output", "Invalid JSON: expected value at line 1 column 1"),
        (
            "PARTIAL",
            "unreadable output",
            "Invalid JSON: EOF while parsing a string at line 1 column 65",
        ),
        ("HUGE", "unreadable output", "more than 4,194,304 bytes"),
        ("OMIT", "left out", "the scanner says nothing of this file"),
    ],
)
def test_only_the_file_at_fault_fails(scan, monkeypatch, word, reason, detail):
    monkeypatch.setattr(process, "MAX_OUTPUT", 4 * 2**20)
    failure = Failure("opa", reason, detail)
    assert scan("a", word, "b") == {"a": (FOUND,), word: failure, "b": (FOUND,)}


def test_a_file_without_end_fails(scan):
    failure = Failure("opa", "timed out", "after 1 s")
    assert scan("HANG", "a", timeout=1) == {"HANG": failure, "a": (FOUND,)}


def test_a_bad_file_is_found_in_few_runs(scan, tools):
    results = scan(*(f"v{number}" for number in range(40)), "CRASH", workers=1)
    assert sum(isinstance(result, Failure) for result in results.values()) == 1
    probes = [run for run in tools["opa"].runs if run == {"harmless"}]
    assert len(probes) == 1
    assert len(tools["opa"].runs) - 1 <= 1 + 2 * math.ceil(math.log2(41))


def test_every_bad_file_is_found(scan):
    results = scan("a", "CRASH1", "b", "GARBAGE2", "c", "CRASH3", "ABORT4")
    failed = {word for word, result in results.items() if isinstance(result, Failure)}
    assert failed == {"CRASH1", "GARBAGE2", "CRASH3", "ABORT4"}


def test_neither_order_nor_workers_change_results(scan, monkeypatch):
    monkeypatch.setattr(shares, "FEWEST", 3)
    words = [f"v{number}" for number in range(9)] + ["CRASH", "CLEAN", "OMIT"]
    expected = scan(*words, workers=1)
    random.Random(1).shuffle(words)
    for workers in (2, 5):
        assert scan(*words, workers=workers) == expected


def test_more_workers_make_more_shares(scan, tools, monkeypatch):
    monkeypatch.setattr(shares, "FEWEST", 3)
    scan(*(f"v{number}" for number in range(10)), workers=4)
    runs = tools["opa"].runs
    assert sorted(map(len, runs)) == [3, 3, 4]
    assert len(set.union(*runs)) == 10


def test_a_scanner_that_never_works_ends_it_all(scan, tools):
    program = tools["opa"].program
    program.write_text(program.read_text().replace("CRASH", "variable"))
    with pytest.raises(PipelineError) as caught:
        scan("a", "b", "c")
    assert str(caught.value) == (
        "opa 1.22.2: fails at a harmless file, too: crashed: exit code 2: panic: no luck in in; "
        "see that it runs, and that its rules are right"
    )
    assert len(tools["opa"].runs) == 2


def test_a_missing_program_ends_it_all(scan, tools):
    tools["semgrep"].program.unlink()
    with pytest.raises(PipelineError) as caught:
        scan("a")
    assert str(caught.value) == (
        "semgrep 1.182.0: fails at a harmless file, too: crashed: can't be started: "
        "No such file or directory; see that it runs, and that its rules are right"
    )


def test_an_interrupt_ends_the_programs(scan, tools):
    log = tools["opa"].log

    def interrupt() -> None:
        while not log.exists():
            time.sleep(0.01)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    threading.Thread(target=interrupt).start()
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        scan("HANG", timeout=60)
    assert time.monotonic() - begin < 10


def test_no_files_need_no_run(scan, tools):
    assert scan() == {}
    assert not tools["opa"].log.exists()

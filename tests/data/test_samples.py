"""The samples are what their generator writes, and say that they are synthetic."""

import ipaddress
import subprocess
import sys

import pytest

from tests.data.sample_files import DOCUMENTATION, SAMPLES, log, logs, rows, written


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-B", str(SAMPLES / "generate.py"), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return written(out)


def test_committed_files_are_what_the_generator_writes(generated: dict[str, bytes]) -> None:
    committed = written(SAMPLES)
    assert sorted(committed) == sorted(generated)
    assert [name for name in committed if committed[name] != generated[name]] == []


def test_names_say_that_it_is_synthetic(generated: dict[str, bytes]) -> None:
    assert {name.split("/")[1][:10] for name in generated} == {"Synthetic-"}


def test_every_file_has_rows_enough_and_stays_small(generated: dict[str, bytes]) -> None:
    for data in logs().values():
        assert 119 <= len(rows(data)) <= 250  # without the broken
    for name, data in generated.items():
        if name.endswith(".csv"):
            assert 100 <= data.count(b"\n") <= 150, name
    assert sum(map(len, generated.values())) < 330_000


# IoT-23


@pytest.mark.parametrize("name", logs())
def test_addresses_are_those_for_documentation(name: str) -> None:
    for row in rows(log(name)):
        for host in (row[2], row[4]):
            assert any(ipaddress.ip_address(host.decode()) in net for net in DOCUMENTATION)
        assert row[1].startswith(b"CSyn")

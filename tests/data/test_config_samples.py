"""The sample configs of both languages: what is there, and its bytes."""

import hashlib
import ipaddress
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.data.config_files import (
    BINARY,
    EMPTY,
    KUBERNETES,
    NOT_UTF8,
    PATCHES,
    SOURCES,
    TERRAFORM,
    files,
    is_yaml,
)
from tests.data.sample_files import DOCUMENTATION, SAMPLES

CRLF = {"deploy/sales-report.yaml", "azure/network.tf"}
HARMLESS = [*DOCUMENTATION, ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("0.0.0.0/32")]


def test_counts_of_files() -> None:
    kubernetes = Counter(is_yaml(name) for name in files(KUBERNETES))
    terraform = Counter(name.endswith(".tf") for name in files(TERRAFORM))
    assert kubernetes == {True: 35, False: 2} and terraform == {True: 21, False: 3}
    assert {name: len(files(PATCHES / name)) for name in SOURCES} == {
        "kubernetes-samples": 2,
        "terraform-samples": 1,
    }


def test_every_file_that_the_readme_names_is_there() -> None:
    text = (SAMPLES / "README.md").read_text("utf-8").partition("## kubernetes and terraform")[2]
    named = re.findall(r"^\| (\S.*?) \|", text, re.MULTILINE) + re.findall(r"`([\w-]+/.*?)`", text)
    names = {name for cell in named for name in cell.split(", ")}
    names -= {"file", "patch", "---", "patches/<source>/<name>.patch"}
    places = [KUBERNETES, TERRAFORM, PATCHES]
    assert len(names) > 30
    assert [
        name
        for name in sorted(names)
        if not any((place / end).exists() for place in places for end in (name, f"{name}.patch"))
    ] == []


def test_what_is_not_utf8() -> None:
    found = set()
    for name, data in files(KUBERNETES, TERRAFORM).items():
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            found.add(name)
    assert found == NOT_UTF8 | {BINARY}
    assert "Bestellbestätigungen" in (KUBERNETES / "deploy/mailer.yaml").read_text("latin-1")
    assert "München" in (TERRAFORM / "azure/monitoring.tf").read_text("latin-1")


def test_binary_file() -> None:
    data = (KUBERNETES / BINARY).read_bytes()
    assert data.startswith(b"\0GITCRYPT\0") and 300 < len(data) < 500


def test_line_ends() -> None:
    for name, data in files(KUBERNETES, TERRAFORM).items():
        if name != BINARY:
            assert data.count(b"\r") == (data.count(b"\n") if name in CRLF else 0), name
            assert data.endswith(b"\n") or name in EMPTY, name


def test_git_leaves_the_bytes_alone() -> None:
    folders = ("kubernetes", "terraform", "patches")
    names = [f"{folder}/some/file.yaml" for folder in folders]
    command = ["git", "check-attr", "text", "--", *names]
    out = subprocess.run(command, cwd=SAMPLES, check=True, capture_output=True, text=True).stdout
    assert out.splitlines() == [f"{name}: text: unset" for name in names]


@pytest.mark.parametrize(
    ("folder", "twins"),
    [
        (KUBERNETES, {"base/network-policy.yaml", "overlays/staging/network-policy.yaml"}),
        (TERRAFORM, {"aws/audit/versions.tf", "aws/logs/versions.tf"}),
    ],
)
def test_duplicates(folder: Path, twins: set[str]) -> None:
    names: dict[str, set[str]] = {}
    for name, data in files(folder).items():
        names.setdefault(hashlib.sha256(data).hexdigest(), set()).add(name)
    assert [group for group in names.values() if len(group) > 1] == [twins]


def test_empty_files() -> None:
    assert {name for name, data in files(KUBERNETES, TERRAFORM).items() if not data} == EMPTY


def test_addresses_are_private_or_for_documentation() -> None:
    found = {
        (name, address)
        for name, data in files(KUBERNETES, TERRAFORM).items()
        if name != BINARY
        for address in re.findall(rb"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", data)
    }
    assert len(found) > 10
    for name, address in found:
        assert any(ipaddress.ip_address(address.decode()) in net for net in HARMLESS), name

"""What `kube-linter lint` says, read; and what it gets to read."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from stages.configs.finding import Failure, Finding
from stages.configs.manifest import parse_manifest
from stages.configs.scanners.kube_linter import KubeLinter
from stages.configs.scanners.process import Crash, Output

TEXT = """\
# Of two kinds.
apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {ignore-check.kube-linter.io/host-pid: "yes"}}
spec:
  hostPID: true
---
---
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: {name: db, annotations: {kube-linter.io/ignore-all: "yes"}}
    spec:
      hostPID: true
      containers: []
"""
FILES = {"ab": parse_manifest(TEXT)}
MESSAGE = "object shares the host's process namespace (via hostPID=true)."


def report(number: int, check: str = "loaded", message: str = "m") -> dict[str, Any]:
    place = {"FilePath": f"/tmp/scan-x/in/ab/{number:06}.yaml"}
    return {
        "Check": check,
        "Diagnostic": {"Message": message},
        "Object": {"Metadata": place, "K8sObject": {"Name": "web"}},
    }


def read(*reports: dict[str, Any], stderr: str = "") -> Any:
    output = Output(1, json.dumps({"Checks": [], "Reports": reports}).encode(), stderr)
    return KubeLinter().read(output, FILES)["ab"]


def test_findings_stand_in_their_object():
    loaded = report(0), report(1)
    first, second = report(0, "host-pid", MESSAGE), report(1, "host-pid", MESSAGE)
    item = ("documents", 2, "items", 0, "spec", "hostPID")
    assert read(*loaded) == ()
    assert read(second, *loaded, first) == (
        Finding(6, "kube-linter", "host-pid", MESSAGE, "high", ("documents", 0, "spec", "hostPID")),
        Finding(16, "kube-linter", "host-pid", MESSAGE, "high", item),
    )


def test_what_is_not_in_the_file_is_dropped():
    message = 'container "web" is privileged'
    assert read(report(0), report(1), report(0, "privileged-container", message)) == ()


def test_an_object_that_was_passed_over_is_a_failure():
    stderr = (
        "Warning: failed to load object from /tmp/scan-x/in/ab/000001.yaml: failed to decode: "
        "json: cannot unmarshal string into Go struct field\nError: found 1 lint errors\n"
    )
    told = "failed to decode: json: cannot unmarshal string into Go struct field"
    detail = f"object at line 12: {told}"
    assert read(report(0), stderr=stderr) == Failure("kube-linter", "unreadable", detail)
    assert read(report(1)).detail == "object at line 2: passed over"


def test_a_run_without_any_object_is_none_that_fails():
    output = Output(0, b"", "Warning: no valid objects found.\n")
    result = KubeLinter().read(output, FILES)["ab"]
    assert result == Failure("kube-linter", "unreadable", "object at line 2: passed over")


@pytest.mark.parametrize(
    ("code", "stdout", "reason", "detail"),
    [
        (1, b"", "crashed", 'exit code 1: Error: check "x" not found'),
        (2, b"{}", "crashed", 'exit code 2: Error: check "x" not found'),
        (1, b"Error:", "unreadable output", "Invalid JSON: expected value at line 1 column 1"),
        (1, b"{}", "unreadable output", "Reports: Field required"),
    ],
)
def test_a_run_that_fails_gives_its_reason(code, stdout, reason, detail):
    stderr = 'Warning: failed to load object\nError: check "x" not found\n'
    with pytest.raises(Crash) as caught:
        KubeLinter().read(Output(code, stdout, stderr), FILES)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


def test_each_object_lies_in_a_file_of_its_own(tmp_path: Path):
    KubeLinter().prepare(FILES, tmp_path)
    pod, item = sorted((tmp_path / "in/ab").iterdir())
    expected = TEXT[TEXT.index("api") : TEXT.index("---")].replace(
        "ignore-check.", "no-ignore-check."
    )
    assert pod.read_text() == expected
    assert yaml.safe_load(item.read_text()) == {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "db", "annotations": {"no-kube-linter.io/ignore-all": "yes"}},
        "spec": {"hostPID": True, "containers": []},
    }

"""What `opa exec` says, read."""

import json
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.configs.finding import Failure, Finding
from stages.configs.scanners.opa import Opa
from stages.configs.scanners.process import Crash, Output
from tests.stages.configs.scanners.inputs import modules

FILES = modules(["a"])
[KEY] = FILES


def found(severity: str = "low", path: Any = ("blocks", 0)) -> dict[str, Any]:
    return {"rule": "r", "severity": severity, "msg": "m", "path": path}


def read(*items: dict[str, Any], code: int = 0, stderr: str = "") -> Any:
    items = tuple({"path": f"in/{KEY}.json"} | item for item in items)
    output = Output(code, json.dumps({"result": items}).encode(), stderr)
    return Opa("tf").read(output, FILES).get(KEY)


def test_findings_stand_where_their_paths_lead():
    result = read({"result": [found(), found(path=["blocks", 0, "type"]), found()]})
    assert result == (
        Finding(1, "opa", "r", "m", "low", ("blocks", 0)),
        Finding(1, "opa", "r", "m", "low", ("blocks", 0, "type")),
    )


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (
            {"code": "eval_conflict_error", "message": "data.e2.x has\n conflicting values"},
            "data.e2.x has conflicting values",
        ),
        ({}, "the input is not JSON"),
    ],
)
def test_the_error_of_an_input_is_a_failure(error, detail):
    assert read({"error": error}) == Failure("opa", "crashed", detail)


def test_an_undefined_decision_is_nobodys_finding():
    error = {"code": "opa_undefined_error", "message": "e2/k8s/findings decision was undefined"}
    with pytest.raises(PipelineError) as caught:
        read({"error": error})
    assert str(caught.value) == (
        "stages/configs/policies/rego: e2/k8s/findings decision was undefined"
    )


@pytest.mark.parametrize(
    ("stderr", "detail"),
    [
        ('{"msg":"/rego/a.rego:2: var i is unsafe"}\n{}', "exit code 2: a.rego:2: var i is unsafe"),
        ("Error: unknown flag\n", "exit code 2: Error: unknown flag"),
        ("", "exit code 2"),
    ],
)  # fmt: skip
def test_a_run_that_fails_gives_its_reason(stderr, detail):
    with pytest.raises(Crash) as caught:
        read(code=2, stderr=stderr)
    assert (caught.value.reason, caught.value.detail) == ("crashed", detail)


@pytest.mark.parametrize(
    ("wrong", "detail"),
    [
        (found("dire"), "severity: Input should be 'low', 'medium', 'high' or 'critical'"),
        (found(path="blocks"), "path: Input should be a valid array"),
        ({}, "rule: Field required"),
    ],
)
def test_a_report_of_another_form_is_unreadable(wrong, detail):
    with pytest.raises(Crash) as caught:
        read({"result": [wrong]})
    assert caught.value.reason == "unreadable output"
    assert caught.value.detail == f"result.0.result.0.{detail}"


def test_an_input_without_an_item_has_no_result():
    assert read() is None

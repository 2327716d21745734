"""The policies for Terraform, by the tests that stand beside them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.e2 import SEVERITIES
from stages.configs.scanners.policies import FOLDER
from tests.stages.configs.tools import tool

REGO = FOLDER / "rego" / "terraform"
SEMGREP = FOLDER / "semgrep" / "terraform"
SEMGREP_TESTS = FOLDER / "semgrep" / "tests" / "terraform"
QUIET = {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}


def run(name: str, *args: str | Path) -> str:
    """What the program prints; fails with it if the program does."""
    command = [tool(name), *args]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | QUIET)
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def policies() -> list[dict[str, Any]]:
    """The annotations of the Rego rules."""
    report = json.loads(run("opa", "inspect", "--annotations", "--format", "json", REGO))
    notes = [entry["annotations"] for entry in report["annotations"]]
    return [note for note in notes if note["scope"] == "rule"]


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    """The Semgrep rules."""
    files = [yaml.safe_load(path.read_bytes()) for path in sorted(SEMGREP.glob("*.yaml"))]
    return [rule for file in files for rule in file["rules"]]


def test_rego_is_strict_and_formatted() -> None:
    run("opa", "check", "--strict", REGO)
    assert run("opa", "fmt", "--list", REGO) == ""


def test_rego_tests_pass() -> None:
    assert "FAIL" not in run("opa", "test", REGO)


def test_every_policy_says_what_it_is(policies: list[dict[str, Any]]) -> None:
    assert len(policies) >= 30
    assert all(policy["title"] and policy["description"] for policy in policies)
    assert all(policy["custom"]["severity"] in SEVERITIES for policy in policies)
    assert all(policy["custom"]["controls"] for policy in policies)
    ids = [policy["custom"]["id"] for policy in policies]
    assert len(set(ids)) == len(ids)


def test_every_finding_comes_from_an_annotated_policy(policies: list[dict[str, Any]]) -> None:
    files = [path for path in REGO.glob("*.rego") if not path.stem.endswith("_test")]
    heads = re.findall(r"^findings contains", "\n".join(map(Path.read_text, files)), re.M)
    assert len(heads) == len(policies)


def test_every_policy_has_tests_of_both_kinds(policies: list[dict[str, Any]]) -> None:
    text = "\n".join(path.read_text() for path in REGO.glob("*_test.rego"))
    tests = set(re.findall(r"^test_(\w+) if", text, re.M))
    names = [policy["custom"]["id"].replace("-", "_") for policy in policies]
    assert not {f"{name}_{kind}" for name in names for kind in ("found", "clean")} - tests


def test_semgrep_tests_pass(tmp_path: Path) -> None:
    """Its native engine, thirty times as fast, wants the tests beside the rules."""
    for path in (*SEMGREP.iterdir(), *SEMGREP_TESTS.iterdir()):
        shutil.copy(path, tmp_path)
    report = json.loads(
        run("semgrep", "scan", "--experimental", "--test", "--metrics=off", "--json", tmp_path)
    )
    checked = [name for file in report["results"].values() for name in file["checks"]]
    told = [name for path in SEMGREP.iterdir() for name in _ids(path.read_text())]
    assert sorted(checked) == sorted(told)


def test_every_rule_has_tests_of_both_kinds(rules: list[dict[str, Any]]) -> None:
    assert len(rules) >= 15
    text = "\n".join(path.read_text() for path in SEMGREP_TESTS.iterdir())
    for kind in ("ruleid", "ok"):
        comments = re.findall(rf"# {kind}: (.*)", text)
        tested = {name for comment in comments for name in comment.split(", ")}
        assert not {rule["id"] for rule in rules} - tested, kind


def test_a_rule_is_the_policy_of_the_same_id(
    policies: list[dict[str, Any]], rules: list[dict[str, Any]]
) -> None:
    by_id = {policy["custom"]["id"]: policy for policy in policies}
    for rule in rules:
        policy, metadata = by_id[rule["id"]], rule["metadata"]
        assert metadata["severity"] == policy["custom"]["severity"], rule["id"]
        assert metadata["controls"] == policy["custom"]["controls"], rule["id"]
        assert policy["title"] in rule["message"], rule["id"]


def test_rules_take_variables_for_unknown(rules: list[dict[str, Any]]) -> None:
    """Semgrep would put the default of a variable wherever the variable stands."""
    assert all(rule["options"] == {"constant_propagation": False} for rule in rules)


def _ids(text: str) -> list[str]:
    return re.findall(r"^- id: (\S+)", text, re.M)

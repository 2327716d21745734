"""Terraform files before and after each fix."""

import re
from pathlib import Path as File
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stages.configs.fixes.terraform.table import FIXES
from stages.configs.module import Module, parse_module
from stages.configs.parsed import Path, Remove
from stages.configs.patching.changing import changed
from stages.configs.patching.issue import Issue
from tests.stages.configs.hcl_texts import BODIES, RANDOMS, written

POLICIES = File("stages/configs/policies")
CASES = yaml.safe_load((File(__file__).parent / "terraform_blocks.yaml").read_text())
BLOCK: Path = ("blocks", 0)
HEAD = 'resource "a" "b"'


def fixed(rule: str, text: str, path: Path) -> str:
    """The text after a fix; the same if there is none."""
    parsed = parse_module(text)
    ops = tuple(FIXES[rule](parsed.value, path))
    after = changed(parsed, [Issue(rule, ops, ())], parse_module)
    assert isinstance(after, Module)
    return after.text


def block(head: str, body: str) -> str:
    """A file with one block."""
    return f"{head} {{\n{indent(body, '  ')}{body and chr(10)}}}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_blocks(case: dict[str, Any]) -> None:
    before, after = (block(case.get("head", HEAD), case[key]) for key in ("before", "after"))
    path = (*BLOCK, "body", *case["path"]) if "path" in case else BLOCK
    assert fixed(case["rule"], before, path) == after


def test_items_are_removed_from_the_end() -> None:
    value = parse_module(block('variable "cidr"', 'default = ["0.0.0.0/0", "::/0"]')).value
    ops = FIXES["open-cidr-default"](value, BLOCK)
    assert ops == [Remove((*BLOCK, "body", "default", index)) for index in (1, 0)]


def test_every_fix_has_a_case() -> None:
    others = {"hardcoded-secret"}
    assert {case["rule"] for case in CASES} | others == set(FIXES)


def test_every_fix_is_that_of_a_rule() -> None:
    rego = "".join(path.read_text() for path in (POLICIES / "rego/terraform").glob("*.rego"))
    assert set(FIXES) <= set(re.findall(r"^# +id: (\S+)$", rego, re.MULTILINE))


SECRET = """\
provider "a" {
  token = "b" # why
}
"""
VARIABLE = """
variable "a_token" {
  type      = string
  sensitive = true
}
"""


def test_a_secret_becomes_a_variable() -> None:
    path = (*BLOCK, "body", "token")
    moved = SECRET.replace('"b"', "var.a_token")
    assert fixed("hardcoded-secret", SECRET, path) == moved + VARIABLE
    taken = SECRET + '\nvariable "a_token" {}\n'
    assert fixed("hardcoded-secret", taken, path) == taken
    assert fixed("hardcoded-secret", moved, path) == moved
    assert fixed("hardcoded-secret", SECRET, BLOCK) == SECRET


UNKNOWN = [
    ("s3-public-acl", ("acl",), "acl = var.acl"),
    ("database-public", ("publicly_accessible",), "publicly_accessible = var.public"),
    ("instance-imdsv1", ("a",), "metadata_options { http_tokens = var.tokens }"),
    ("eks-audit-logs", ("enabled_log_types",), "enabled_log_types = var.types"),
    ("plaintext-http-url", ("url",), 'url = "http://${var.host}"'),
    ("insecure-variable-default", ("default",), "default = null"),
    ("default-security-group", ("ingress",), "a = 1"),
]


@pytest.mark.parametrize(("rule", "path", "body"), UNKNOWN)
def test_what_terraform_alone_knows_stays(rule: str, path: Path, body: str) -> None:
    text = block(HEAD, body)
    assert fixed(rule, text, (*BLOCK, "body", *path)) == text


PATHS = [
    (),
    ("blocks",),
    ("blocks", 9),
    BLOCK,
    (*BLOCK, "labels", 0),
    (*BLOCK, "body", "a", 0, "b"),
]


@given(BODIES, RANDOMS, st.sampled_from(sorted(FIXES)), st.sampled_from(PATHS))
def test_no_path_breaks_a_fix(body: Any, random: Any, rule: str, path: Path) -> None:
    value = parse_module(written(body, random)).value
    assert isinstance(FIXES[rule](value, path), list)

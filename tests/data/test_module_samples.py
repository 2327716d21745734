"""Every promised quirk is in the Terraform samples."""

import re

import pytest

from tests.data.config_files import TERRAFORM, files

BROKEN = "aws/queue/main.tf"
MODULES = {name: data.decode("latin-1") for name, data in files(TERRAFORM).items() if "tf" in name}


def test_brackets_are_closed_but_in_one_file() -> None:
    for name, text in MODULES.items():
        counts = [text.count(left) - text.count(right) for left, right in ("{}", "[]", "()")]
        assert counts == ([1, 0, 1] if name == BROKEN else [0, 0, 0]), name
    assert MODULES[BROKEN].splitlines()[4] == "  redrive_policy = jsonencode({"


@pytest.mark.parametrize(
    "pattern",
    [
        r"^# ", r"\S # ", r"^// ", r"^/\* .* \*/$", r"^/\*\n( \* .*\n)+ \*/$",  # comments
        r"<<-POLICY$", r"base64encode\(<<-SCRIPT$", r"jsonencode\(\{$", r"\"\$\{var\.\w+\}",
        r'^  dynamic "\w+" \{$', r"^    iterator = ", r"= \[for \w+ in ", r"= \{ for \w+ in ",
        r'^variable "\w+" \{ type = string \}$', r'^data "\w+" "\w+" \{\}$', r"^  [a-z_]+ {6,}= ",
    ],
)  # fmt: skip
def test_forms(pattern: str) -> None:
    assert re.search(pattern, "\n".join(MODULES.values()), re.MULTILINE)


def test_registry_module_without_version() -> None:
    text = MODULES["examples/complete/main.tf"]
    block = text.partition('source = "terraform-aws-modules/vpc/aws"')[2].partition("\n}")[0]
    assert "cidr" in block and "version" not in block


def test_clouds() -> None:
    kinds = re.findall(r'^resource "([a-z]+)_', "\n".join(MODULES.values()), re.MULTILINE)
    assert {kind: kinds.count(kind) > 5 for kind in set(kinds)} == {
        "aws": True, "azurerm": True, "google": True,
    }  # fmt: skip

"""The table of KubeLinter's checks, against KubeLinter itself and the other packs."""

import json
import re
from typing import Any

import pytest
import yaml

from stages.configs.scanners.policies import FOLDER
from tests.stages.configs.packs import pack, run

TEXT = (FOLDER / "kube-linter.yaml").read_text()
TABLE = yaml.safe_load(TEXT)
WORDS = {"object", "pod", "container", "context", "variable", "volume", "mount"}

CASES = [
    (name, case)
    for name, check in TABLE["checks"].items()
    for case in (check, *(check | case for case in check.get("cases", ())))
]
"""Each check, and each of its cases with what it takes from the check."""


def test_every_check_of_kube_linter_is_on_or_left_out() -> None:
    listed = json.loads(run("kube-linter", "checks", "list", "--format", "json"))
    known = {check["name"] for check in listed}
    on = set(TABLE["checks"])
    comments = re.sub(r"\([^)]*\)", "", TEXT.partition("# Left out")[2])
    left_out = set(re.findall(r"[a-z0-9-]+", comments)) & known
    assert on | left_out == known
    assert not on & left_out


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_check_is_the_policy_that_means_the_same(name: str, case: dict[str, Any]) -> None:
    assert case["path"][0] in WORDS
    if same := case.get("same_as"):
        assert case["severity"] == pack("k8s").policies[same]["custom"]["severity"], name


MESSAGES = {
    'container "app" is privileged': {"container": "app"},
    'The container "a" is using an invalid container image, "b". Please': {"container": "a"},
    'Duplicate environment variable A in container "app" found': {
        "container": "app",
        "variable": "A",
    },
    'environment variable "S" in container "app" uses SecretKeyRef': {
        "container": "app",
        "variable": "S",
    },
    'host system directory "/etc" is mounted on container "app"': {
        "container": "app",
        "folder": "/etc",
    },
    "container app mounts path /dev/a b on the host as writable": {
        "container": "app",
        "folder": "/dev/a b",
    },
    'port 22 and protocol TCP in container "app" found': {"container": "app"},
    "resource shares host's IPC namespace (via hostIPC=true).": {},
    'container "x\\"y" has memory limit 0': {"container": 'x\\"y'},
}
"""As KubeLinter 0.8.3 writes them."""


@pytest.mark.parametrize(("message", "named"), MESSAGES.items())
def test_names_in_messages(message: str, named: dict[str, str]) -> None:
    found = {
        kind: match[1]
        for kind, patterns in TABLE["names"].items()
        for pattern in patterns
        if (match := re.search(pattern, message))
    }
    assert found == named

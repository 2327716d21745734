from typing import Any

import pytest
from pydantic import ValidationError

from schemas.e2 import E2Row, patch_header
from schemas.e2_sampling import E2Sampling, SourceAccount
from schemas.e2_sets import SETS, file_names
from tests.builders_e2 import COMMIT, account_of, build_sets

ROW = build_sets()["k8s"][2]
META = ROW["meta"]


def test_row() -> None:
    row = E2Row.model_validate(ROW)
    assert (row.meta.origin, row.meta.path) == (
        f"sample/kubernetes-samples@{COMMIT}",
        "apps/app-002.yaml",
    )
    assert [violation.line for violation in row.info.violations] == [6, 6, 6]


@pytest.mark.parametrize(
    "source",
    [
        f"owner/name@{COMMIT}",
        f"owner/name@{COMMIT}:",
        f"owner/name@{COMMIT}:/etc/passwd",
        f"owner/name@{COMMIT}:a//b.yaml",
        f"owner/name@{COMMIT}:./b.yaml",
        f"owner/name@{COMMIT}:a/../b.yaml",
        f"owner/name@{COMMIT}:a\nb.yaml",
        f"owner/name@{COMMIT[:7]}:b.yaml",
        f"owner/group/name@{COMMIT}:b.yaml",
        f"see owner/name@{COMMIT}:b.yaml",
    ],
)
def test_source_that_is_no_place_in_a_repository(source: str) -> None:
    with pytest.raises(ValidationError, match="not of the form owner/name@commit:path"):
        E2Row.model_validate({**ROW, "meta": {**META, "source": source}})


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("a/b.yaml", "--- a/a/b.yaml\n+++ b/a/b.yaml\n"),
        ("a b.yaml", "--- a/a b.yaml\t\n+++ b/a b.yaml\t\n"),
    ],
)
def test_patch_header(path: str, header: str) -> None:
    assert patch_header(path) == header


def test_files() -> None:
    assert file_names("v1") == {
        "k8s-labeled-v1.jsonl",
        "k8s-patch-verified-v1.jsonl",
        "terraform-labeled-v1.jsonl",
        "terraform-patch-verified-v1.jsonl",
        "sampling-e2-v1.json",
        "tools-versions.json",
    }


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ({"read": 19}, "kept [+] duplicate [+] rejected [+] surplus is 18, read is 19"),
        ({"commit": "main"}, "String should match pattern"),
        ({"repository": "https://example.org/x"}, "String should match pattern"),
    ],
)
def test_account_of_a_source(damage: dict[str, Any], message: str) -> None:
    account = account_of(SETS[0], build_sets()["k8s"], synthetic=True)
    source = account["sources"]["kubernetes-samples"]
    assert SourceAccount.model_validate(source).origin == f"sample/kubernetes-samples@{COMMIT}"
    with pytest.raises(ValidationError, match=message):
        SourceAccount.model_validate({**source, **damage})


def test_rules_of_a_language_that_there_is_not() -> None:
    with pytest.raises(ValidationError, match="Input should be 'k8s' or 'tf'"):
        E2Sampling.model_validate(
            {"release": "v1", "seed": 1, "tools": {}, "rules": {"opa": {"helm": {}}}, "sets": {}}
        )

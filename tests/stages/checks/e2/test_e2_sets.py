"""Rows that are valid one by one, and sets that are not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.sections.validate import E2Checks, PatchedShares
from tests.builders import Row
from tests.builders_e2 import COMMIT, build_sets, write_sets
from tests.stages.checks.e2.checking import (
    K8S,
    K8S_VERIFIED,
    SAMPLING,
    TERRAFORM,
    TOOLS,
    ask,
    checked,
    problems_of,
    rewrite,
    with_rows,
    with_sampling,
)

ORIGIN = f"sample/kubernetes-samples@{COMMIT}"


def test_missing_folder() -> None:
    assert problems_of(Path("nowhere")) == [
        f"nowhere/{name}: no such file; make it with `dvc repro {stage}`"
        for name, stage in [
            ("sampling-e2-test.json", "build-e2"),
            ("tools-versions.json", "fetch-tools"),
            ("k8s-labeled-test.jsonl", "build-e2"),
            ("k8s-patch-verified-test.jsonl", "build-e2"),
            ("terraform-labeled-test.jsonl", "build-e2"),
            ("terraform-patch-verified-test.jsonl", "build-e2"),
        ]
    ]


def test_foreign_files(folder: Path) -> None:
    for name in (".gitignore", "k8s-labeled-v1.jsonl", "notes.txt"):
        (folder / name).touch()
    assert problems_of(folder) == [
        f"data/e2/{name}: not a file of release test; remove it"
        for name in ("k8s-labeled-v1.jsonl", "notes.txt")
    ]


def test_rows_out_of_order(folder: Path) -> None:
    def swap(rows: list[Row]) -> None:
        rows[3], rows[4] = rows[4], rows[3]

    assert with_rows(folder, swap) == [
        f"{K8S}:5: meta.source: not after that of line 4; rows are sorted by it"
    ]


def test_the_same_file_twice(folder: Path) -> None:
    assert with_rows(folder, lambda rows: rows.insert(1, rows[0])) == [
        f"{K8S}:2: meta.source: not after that of line 1; rows are sorted by it",
        f"{K8S}:2: same question as line 1",
    ]


def test_the_same_question_of_two_files(folder: Path) -> None:
    assert with_rows(folder, lambda rows: ask(rows[3], rows[0]["question"])) == [
        f"{K8S}:4: same question as line 1"
    ]


def remove_second(rows: list[Row]) -> None:
    del rows[1]


def add_unpatched(rows: list[Row]) -> None:
    rows.append(build_sets()["k8s"][1])


def unpatch(rows: list[Row]) -> None:
    rows[1]["info"]["patch"] = None


def damage(rows: list[Row]) -> None:
    rows[1]["meta"]["lang"] = "hcl"


FOREIGN = f"no valid row of {K8S.name} that has a patch"
VERIFIED: dict[str, tuple[Callable[[list[Row]], object], list[str]]] = {
    "row missing": (
        remove_second,
        [f"{K8S}:6: has a patch and is not in {K8S_VERIFIED.name}"],
    ),
    "row without a patch": (add_unpatched, [f"{K8S_VERIFIED}:4: {FOREIGN}"]),
    "row that differs": (
        unpatch,
        [
            f"{K8S_VERIFIED}:2: {FOREIGN}",
            f"{K8S}:6: has a patch and is not in {K8S_VERIFIED.name}",
        ],
    ),
    "row that is none": (
        damage,
        [
            f"{K8S_VERIFIED}:2: meta.lang: Input should be 'k8s' or 'tf', not 'hcl'",
            f"{K8S}:6: has a patch and is not in {K8S_VERIFIED.name}",
        ],
    ),
    "rows in another order": (
        lambda rows: rows.reverse(),
        [
            f"{K8S_VERIFIED}:2: line 6 of {K8S.name}, again or too late",
            f"{K8S_VERIFIED}:3: line 3 of {K8S.name}, again or too late",
        ],
    ),
    "row twice": (
        lambda rows: rows.insert(1, rows[0]),
        [f"{K8S_VERIFIED}:2: line 3 of {K8S.name}, again or too late"],
    ),
}


@pytest.mark.parametrize(("change", "messages"), VERIFIED.values(), ids=VERIFIED.keys())
def test_verified_file(
    folder: Path, change: Callable[[list[Row]], object], messages: list[str]
) -> None:
    rewrite(K8S_VERIFIED, change)
    assert problems_of(folder) == messages


def k8s(file: Any) -> Any:
    return file["sets"]["k8s"]


def source(file: Any) -> Any:
    return k8s(file)["sources"]["kubernetes-samples"]


def one_more(file: Any) -> None:
    source(file).update(kept=10, surplus=0)
    k8s(file).update(kept=10)


ACCOUNTS: dict[str, tuple[Callable[[Any], object], list[str]]] = {
    "does not add up": (
        lambda file: source(file).update(read=1),
        [
            f"{SAMPLING}: sets.k8s.sources.kubernetes-samples:"
            " kept + duplicate + rejected + surplus is 18, read is 1"
        ],
    ),
    "sources and set differ": (
        lambda file: k8s(file).update(kept=10),
        [f"{SAMPLING}: sets.k8s: the sources kept 9 files, the set 10"],
    ),
    "another release": (
        lambda file: file.update(release="v1"),
        [f"{SAMPLING}: release: 'v1', not 'test'"],
    ),
    "another set": (
        lambda file: file["sets"].update(helm=file["sets"].pop("terraform")),
        [f"{SAMPLING}: sets: helm is unknown", f"{SAMPLING}: sets: terraform is missing"],
    ),
    "another version": (
        lambda file: file["tools"].update(opa="1.22.1"),
        [f"{SAMPLING}: tools: opa 1.22.1, tools-versions.json says 1.22.2"],
    ),
    "a tool too few": (
        lambda file: file["tools"].pop("opa"),
        [f"{SAMPLING}: tools: opa missing, tools-versions.json says 1.22.2"],
    ),
    "another number of rows": (
        one_more,
        [
            f"{K8S}: has 9 rows, its account 10",
            f"{K8S}: 9 rows of {ORIGIN}, its account says 10",
        ],
    ),
    "another commit": (
        lambda file: source(file).update(commit="d" * 40),
        [
            f"{K8S}: 9 rows of {ORIGIN}, its account says 0",
            f"{K8S}: 0 rows of sample/kubernetes-samples@{'d' * 40}, its account says 9",
        ],
    ),
    "other patches": (
        lambda file: k8s(file)["patches"].update(verified=4, with_findings=5),
        [
            f"{K8S}: 3 rows with a patch, its account says 4",
            f"{K8S}: 6 rows with findings, its account says 5",
        ],
    ),
}


@pytest.mark.parametrize(("change", "messages"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_account(folder: Path, change: Callable[[Any], object], messages: list[str]) -> None:
    assert with_sampling(folder, change) == messages


def test_tools_file_that_is_none(folder: Path) -> None:
    TOOLS.write_text('{"trivy": "1.0.0"}')
    assert problems_of(folder) == [
        f"{TOOLS}: trivy.[key]: Input should be 'kube-linter', 'opa' or 'semgrep', not 'trivy'"
    ]


def test_two_sources_of_one_commit_count_together(folder: Path) -> None:
    def split(file: Any) -> None:
        whole = source(file)
        k8s(file)["sources"]["more"] = {**whole, "kept": 4, "read": 13}
        whole.update(kept=5, read=14)

    assert with_sampling(folder, split) == []


def no_terraform(file: Any) -> None:
    account = file["sets"]["terraform"]
    account.update(kept=0, sources={})
    account["patches"].update(with_findings=0, verified=0)


@pytest.mark.parametrize("left_out", [True, False])
def test_empty_files_are_those_of_a_language_without_sources(folder: Path, left_out: bool) -> None:
    write_sets(folder, build_sets({"k8s": 9, "terraform": 0}))
    problems = with_sampling(folder, no_terraform if left_out else lambda file: None)
    empty = f"{TERRAFORM}: is empty; make it anew with `dvc repro --force build-e2`"
    assert problems == ([] if left_out else [empty])
    assert "terraform" not in checked(folder).report.splits


def test_a_set_without_patches_is_allowed(folder: Path) -> None:
    def clean(rows: list[Row]) -> None:
        rows[:] = [row for row in rows if row["info"]["patch"] is None]

    assert with_rows(folder, clean) == []
    assert K8S_VERIFIED.read_bytes() == b""


@pytest.mark.parametrize(
    ("min_rows", "share", "message"),
    [
        (6, 0.5, None),
        (7, 0.6, None),
        (
            6,
            0.51,
            "3 of 6 rows with findings have a patch, a share of 0.5000;"
            " validate.e2.patched_share.k8s wants 0.51",
        ),
    ],
)
def test_share_of_patched_rows(
    folder: Path, min_rows: int, share: float, message: str | None
) -> None:
    limits = E2Checks(min_rows=min_rows, patched_share=PatchedShares(k8s=share, terraform=0.5))
    assert problems_of(folder, limits) == ([f"{K8S}: {message}"] if message else [])


def test_rows_without_an_account_are_checked_all_the_same(folder: Path) -> None:
    SAMPLING.write_text("{}")
    rewrite(K8S, lambda rows: ask(rows[3], rows[0]["question"]))
    problems = problems_of(folder)
    assert f"{SAMPLING}: release: Field required" in problems
    assert problems[-1] == f"{K8S}:4: same question as line 1"


def test_all_are_counted_and_the_first_thousand_written_down(folder: Path) -> None:
    K8S.write_bytes(K8S.read_bytes() + b"\n" * 1_500)
    report = checked(folder).report
    assert report.problem_count == 1_501  # and the account, which says 9
    assert len(report.problems) == 1_000


def test_report_is_the_same_twice(folder: Path) -> None:
    first, second = checked(folder), checked(folder)
    assert first == second
    assert json.dumps(first.metrics) == json.dumps(second.metrics)

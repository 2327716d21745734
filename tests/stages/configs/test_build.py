"""From files to rows, with a scanner that finds words."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from schemas.e2_sampling import FixAccount, SourceAccount
from schemas.e2_sets import SETS, E2Set
from schemas.sections.build_e2 import BuildE2Params, LangParams
from stages.common.errors import PipelineError
from stages.configs.build import Built, build
from stages.configs.choose import preferred
from stages.configs.reject import Reject
from tests.stages.configs.building import COMMIT, WordScanner, origin_of, pod

K8S, TERRAFORM = SETS
CLEAN, BAD, TODO = pod("clean"), pod("bad", "hostPID: true"), pod("todo", "subdomain: public")
BOTH = pod("both", "hostNetwork: true", "hostIPC: true")
HANG = pod("hang", "# HANG")
FILES = {
    "shop": {"z.yaml": CLEAN, "b.yaml": BAD, "README.md": "#"},
    "bakery": {"y.yaml": TODO, "x/c.yml": BOTH, "again.yaml": BAD, "empty.yaml": ""},
}
TODO_PATCH = "--- a/y.yaml\n+++ b/y.yaml\n@@ -7 +7 @@\n-  subdomain: public\n+  subdomain: inner\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("patches/bakery").mkdir(parents=True)


def built(
    files: Mapping[str, Mapping[str, str]] = FILES,
    scanner: WordScanner | None = None,
    limit: int | None = None,
    max_faults: float = 0.5,
    spec: E2Set = K8S,
) -> Built:
    """The files of some sources."""
    lang = LangParams(sources=tuple(files), limit=limit)
    params = BuildE2Params(
        k8s=lang, terraform=lang, seed=42, max_bytes=10**6, max_faults=max_faults, timeout=1,
        patches="patches", replay=False,
    )  # fmt: skip
    origins = [origin_of(Path("raw", name), some) for name, some in files.items()]
    return build(spec, origins, lang, params, scanner or WordScanner())


def accounts(result: Built) -> dict[str, SourceAccount]:
    return result.account.sources


def test_rows_are_sorted_by_source() -> None:
    result = built()
    assert [(row.meta.source, row.question) for row in result.rows] == [
        (f"acme/bakery@{COMMIT}:again.yaml", BAD),
        (f"acme/bakery@{COMMIT}:x/c.yml", BOTH),
        (f"acme/bakery@{COMMIT}:y.yaml", TODO),
        (f"acme/shop@{COMMIT}:z.yaml", CLEAN),
    ]
    assert result.rows == built(dict(reversed(FILES.items()))).rows
    assert {row.meta.lang for row in result.rows} == {"k8s"}


def test_findings_and_patches_of_a_row() -> None:
    again, both, todo, clean = built().rows
    assert [violation.model_dump() for violation in both.info.violations] == [
        {"tool": "opa", "rule_id": rule, "severity": "high", "msg": f"Pod: {rule}", "loc": loc}
        for rule, loc in (("host-network", "x/c.yml:7"), ("host-ipc", "x/c.yml:8"))
    ]
    assert both.info.patch == (
        "--- a/x/c.yml\n+++ b/x/c.yml\n@@ -4,5 +4,5 @@\n   name: both\n spec:\n"
        "   containers: [{name: both, image: 'shop:1'}]\n"
        "-  hostNetwork: true\n-  hostIPC: true\n+  hostNetwork: false\n+  hostIPC: false\n"
    )
    assert again.info.patch is not None
    assert (len(todo.info.violations), todo.info.patch) == (1, None)
    assert (clean.info.violations, clean.info.patch) == ((), None)


def test_each_content_is_scanned_once() -> None:
    scanner = WordScanner()
    built(scanner=scanner)
    assert scanner.calls == [
        {CLEAN, BAD, TODO, BOTH},
        {text.replace(": true", ": false") for text in (BAD, BOTH)},
    ]


def test_the_account() -> None:
    result = built()
    assert (result.account.limit, result.account.kept) == (None, 4)
    shop, bakery = accounts(result).values()
    assert (shop.read, shop.kept, shop.duplicate, list(shop.rejected)) == (3, 1, 1, ["other-type"])
    assert (bakery.read, bakery.kept, bakery.duplicate) == (4, 3, 0)
    assert [(reject.source, reject.file) for reject in result.rejects] == [
        ("bakery", "empty.yaml"), ("shop", "README.md"),
    ]  # fmt: skip
    patches = result.account.patches
    assert (patches.with_findings, patches.fixable, patches.verified) == (3, 2, 2)
    assert set(patches.fixes) == {"host-pid", "host-network", "host-ipc"}


def test_a_hand_written_patch_goes_before_an_automatic_one() -> None:
    Path("patches/bakery/todo.patch").write_text(TODO_PATCH)
    off = "@@ -7 +7 @@\n-  hostPID: true\n+  hostPID: false  # by hand\n"
    Path("patches/bakery/pid.patch").write_text(f"--- a/again.yaml\n+++ b/again.yaml\n{off}")
    result = built()
    again, both, todo, _ = (row.info.patch for row in result.rows)
    assert again and "\n+  hostPID: false  # by hand\n" in again
    assert todo and "\n+  subdomain: inner\n" in todo
    assert both and "\n+  hostIPC: false\n" in both
    patches = result.account.patches
    assert (patches.fixable, patches.verified, patches.hand_written) == (2, 3, 2)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 9])
def test_a_limit_leaves_a_surplus(limit: int) -> None:
    everything, result = built(), built(limit=limit)
    chosen = preferred({row.meta.hash for row in everything.rows}, limit, 42)
    assert result.rows == tuple(row for row in everything.rows if row.meta.hash in chosen)
    assert (result.account.limit, result.account.kept) == (limit, min(limit, 4))
    surplus = sum(account.surplus for account in accounts(result).values())
    assert surplus == max(0, 4 - limit)
    assert result.rejects == everything.rejects


def test_no_patch_is_tried_for_the_surplus() -> None:
    Path("patches/bakery/todo.patch").write_text(TODO_PATCH)
    scanner = WordScanner()
    result = built(scanner=scanner, limit=2)
    assert [row.question for row in result.rows] == [BAD, CLEAN]
    assert result.account.patches.hand_written_refused == {"bakery/todo.patch": "no row is y.yaml"}
    assert scanner.calls[1:] == [{BAD.replace(": true", ": false")}]


def test_a_file_that_can_not_be_scanned_is_rejected_with_its_duplicates() -> None:
    more = {"shop": {**FILES["shop"], "w.yaml": HANG}, "bakery": {"q.yaml": HANG, "r.yaml": HANG}}
    result = built(more, max_faults=0.6)
    detail = "semgrep timed out: 300 s"
    assert result.rejects == (
        Reject("bakery", "q.yaml", "not-scanned", detail),
        Reject("bakery", "r.yaml", "not-scanned", detail),
        Reject("shop", "README.md", "other-type"),
        Reject("shop", "w.yaml", "not-scanned", detail),
    )
    assert [row.question for row in result.rows] == [BAD, CLEAN]
    shop, bakery = accounts(result).values()
    assert (shop.duplicate, shop.rejected["not-scanned"].rows) == (0, 1)
    assert (bakery.duplicate, bakery.rejected["not-scanned"].rows) == (0, 2)


def test_patches_that_fail_are_counted_by_reason() -> None:
    scanner = WordScanner([["hostPID: false"], ["hostIPC: false"]])
    patches = built(scanner=scanner).account.patches
    assert (patches.fixable, patches.verified, patches.failed) == (2, 1, {"new findings": 1})
    assert patches.fixes == {
        "host-ipc": FixAccount(tried=1, verified=0),
        "host-network": FixAccount(tried=1, verified=1),
        "host-pid": FixAccount(tried=1, verified=0),
    }


def test_too_many_faults() -> None:
    files = {"shop": {"a.yaml": CLEAN, "b.yaml": HANG, "c.yaml": HANG, "d.yaml": "{", "e.sh": ""}}
    with pytest.raises(PipelineError) as caught:
        built(files, max_faults=0.74)
    assert str(caught.value) == (
        "data/raw/shop/b.yaml: 3 of 4 k8s files are faulty, more than 74.00%; most often "
        "not-scanned: 2; mend the source or raise build_e2.max_faults in params.yaml"
    )
    assert built(files, max_faults=0.75).account.kept == 1


def test_no_sources() -> None:
    result = built({})
    assert (result.rows, result.rejects, accounts(result)) == ((), (), {})
    assert result.account.patches.verified == 0


def test_terraform() -> None:
    text = 'output "name" {\n  value = "subdomain: public"\n}\n'
    (row,) = built({"shop": {"main.tf": text, "web.yaml": CLEAN}}, spec=TERRAFORM).rows
    assert (row.meta.lang, row.question) == ("tf", text)
    assert [violation.loc for violation in row.info.violations] == ["main.tf:2"]

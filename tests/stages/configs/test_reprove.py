"""A published file alone proves its patches, or says which it does not."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from schemas.e2 import config_hash
from stages.common.errors import PipelineError
from stages.configs import reprove as module
from stages.configs.patching.patch import Patch, make_patch
from stages.configs.reprove import reprove
from stages.configs.rows import make_row
from stages.configs.scanners.scan import Scanners
from stages.configs.scanners.toolbox import Toolbox
from tests.release import REPOSITORY
from tests.stages.configs.building import COMMIT, WordScanner, config_of, pod
from tests.stages.configs.scanners.inputs import VERSIONS

Row = dict[str, Any]
FIXTURES = REPOSITORY / "tests/fixtures/e2"
RECORD = REPOSITORY / "data/samples/e2-findings.json"
SOURCE = f"acme/shop@{COMMIT}:web.yaml"
BAD = pod("web", "hostPID: true", "hostIPC: true")
HEAD = "--- a/web.yaml\n+++ b/web.yaml\n"
GOOD = HEAD + "@@ -7,2 +7,2 @@\n-  hostPID: true\n+  hostPID: false\n   hostIPC: true\n"


@pytest.fixture(autouse=True)
def scanner(monkeypatch: pytest.MonkeyPatch) -> WordScanner:
    """What looks for words in place of the scanners, which may not be replayed."""
    words = WordScanner()

    def equipped(params_file: Path, *, replay: bool) -> Any:
        assert (params_file, replay) == (Path("some.yaml"), False)
        return SimpleNamespace(scan=words)

    monkeypatch.setattr(module, "equipped", equipped)
    return words


@pytest.fixture
def prove(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Prove a file of rows; what is told."""

    def prove(*rows: Row | str) -> str:
        path = tmp_path / "rows.jsonl"
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        path.write_text("".join(f"{line}\n" for line in lines))
        try:
            reprove([path], Path("some.yaml"))
        except PipelineError as error:
            return str(error).replace(str(tmp_path), "T")
        return capsys.readouterr().out.replace(str(tmp_path), "T")

    return prove


def row(text: str = BAD, patch: str = GOOD, path: str = "web.yaml") -> Row:
    """A row as it is published, for one with a patch that applies."""
    config = config_of(text, path)
    made = make_patch(config, patch)
    assert isinstance(made, Patch)
    findings = WordScanner()({"web": config.parsed})["web"]
    assert isinstance(findings, tuple)
    return make_row(config, findings, made).model_dump(mode="json")


def patched(patch: str | None) -> Row:
    whole = row()
    return whole | {"info": whole["info"] | {"patch": patch}}


def reworded(text: str) -> Row:
    """The row with another question, and the hash of that."""
    whole = row()
    return whole | {
        "question": text, "meta": whole["meta"] | {"hash": config_hash(text)},
    }  # fmt: skip


def test_good_patches(prove: Callable[..., str], scanner: WordScanner) -> None:
    other = row(BAD.replace("name: web\n", "name: db\n"), GOOD.replace("web", "db"), "db.yaml")
    assert prove(row(), other) == "T/rows.jsonl: 2 patches proven\n"
    assert [len(texts) for texts in scanner.calls] == [2, 2]


def test_no_rows(prove: Callable[..., str]) -> None:
    assert prove() == "T/rows.jsonl: 0 patches proven\n"


@pytest.mark.parametrize(("name", "count"), [("k8s", 15), ("terraform", 12)])
def test_published_files(
    name: str, count: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scanners = Scanners(Toolbox({}, VERSIONS, 1), 1, RECORD)
    monkeypatch.setattr(module, "equipped", lambda params_file, replay: scanners)
    path = FIXTURES / f"{name}-patch-verified-test.jsonl"
    reprove([path], Path("some.yaml"))
    assert capsys.readouterr().out == f"{path}: {count} patches proven\n"


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        (GOOD.replace("-  hostPID", "-  hostUID"), "does not apply: patch failed: web.yaml:7"),
        (GOOD + GOOD.replace("web", "db"),
         "does not apply: db.yaml: No such file or directory"),
        (GOOD.replace("+  hostPID: false", "+  hostPID: ["), "does not parse: not-yaml"),
        (GOOD.replace("+  hostPID: false", "+  hostPID: true  # HANG"),
         "semgrep can't scan the patched file"),
        (GOOD.replace("+  hostPID: false", "+  hostPID: true  # for now"), "targets remain"),
        (GOOD.replace("+  hostPID: false", "+  subdomain: public"), "new findings"),
        (None, 'does not apply: No valid patches in input (allow with "--allow-empty")'),
    ],
)  # fmt: skip
def test_patches_that_are_not_proven(
    prove: Callable[..., str], patch: str | None, reason: str
) -> None:
    assert prove(row(), patched(patch)) == f"{SOURCE}: {reason}"


DIFFERENT = f"{SOURCE}: the scanners find something else in it"


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found[1:],
        lambda found: [found[0] | {"severity": "low"}, *found[1:]],
        lambda found: [found[0] | {"msg": "Pod: host-net"}, *found[1:]],
        lambda found: [found[0] | {"loc": "web.yaml:6"}, *found[1:]],
    ],
)
def test_other_findings(
    prove: Callable[..., str], change: Callable[[list[Row]], list[Row]]
) -> None:
    whole = row()
    whole["info"]["violations"] = change(whole["info"]["violations"])
    assert prove(whole) == DIFFERENT


def test_a_file_that_can_not_be_scanned(prove: Callable[..., str]) -> None:
    assert prove(reworded(BAD + "# HANG\n")) == DIFFERENT


def test_a_line_for_each_problem(prove: Callable[..., str]) -> None:
    other = row(path="old.yaml", patch=GOOD.replace("web", "old"))
    other["info"]["violations"].pop()
    assert prove(patched(GOOD.replace(" true\n+", " yes\n+")), row(), other) == (
        f"{SOURCE}: does not apply: patch failed: web.yaml:7\n"
        f"error: acme/shop@{COMMIT}:old.yaml: the scanners find something else in it"
    )


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ("{", "Invalid JSON: EOF while parsing an object at line 2 column 0"),
        ("{}", "Field required"),
        (json.dumps(row() | {"question": "x"}),
         "meta.hash is not the hash of the question"),
        (json.dumps(patched("@@")),
         "info.patch does not begin with --- a/web.yaml and +++ b/ the same"),
    ],
)  # fmt: skip
def test_what_is_no_row(
    prove: Callable[..., str], scanner: WordScanner, bad: str, what: str
) -> None:
    assert prove(row(), bad) == f"T/rows.jsonl:2: {what}"
    assert scanner.calls == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [(BAD + "[", "not-yaml"), (BAD.replace("kind", "sort"), "not-a-manifest")],
)
def test_a_question_that_is_no_config(
    prove: Callable[..., str], scanner: WordScanner, text: str, reason: str
) -> None:
    assert prove(row(), reworded(text)) == f"{SOURCE}: its question can't be parsed: {reason}"
    assert scanner.calls == []


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reprove([tmp_path / "none.jsonl"], Path("some.yaml"))

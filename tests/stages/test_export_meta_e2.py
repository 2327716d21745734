import hashlib
import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.builders_e2 import COMMIT
from tests.release import Exported, Run, write_release

META = Exported("e2")
SAMPLING = Path("data/e2/sampling-e2-test.json")
TOOLS = ["kube-linter", "opa", "semgrep"]
SOURCES = ["kubernetes-samples", "terraform-samples"]
NOTES = ["privacy-rationale", "labels", "patches", "known-limits", "coverage"]


@pytest.fixture
def validated(release: Path, run: Run) -> Path:
    run("validate", "e2")
    return release


def test_rows(validated: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("export_meta", "e2")
    assert capsys.readouterr().out.endswith("data/meta/e2.jsonl: 13 rows\n")
    assert [(row.section, row.name) for row in META.rows()] == [
        *(("sampling", name) for name in ("k8s", "terraform")),
        *(("tools", name) for name in TOOLS),
        *(("provenance", name) for name in SOURCES),
        *(("notes", name) for name in [*NOTES, "synthetic"]),
    ]


def test_sampling(validated: Path, run: Run) -> None:
    run("export_meta", "e2")
    wanted = json.loads(SAMPLING.read_text())["sets"]["k8s"]
    wanted["patches"]["hand_written_refused"] = 1
    assert META.payload("sampling", "k8s") == wanted
    assert "seed" not in "".join(r.payload_json for r in META.rows() if r.section == "sampling")


def test_tools(validated: Path, run: Run) -> None:
    run("export_meta", "e2")
    opa = META.payload("tools", "opa")
    counts = {"all": 2, "low": 1, "medium": 0, "high": 1, "critical": 0}
    assert opa == {
        "version": "1.22.2",
        "homepage": "https://www.openpolicyagent.org",
        "licence": "Apache-2.0",
        "replayed": False,
        "rule_counts": {"k8s": counts, "tf": counts},
        "rules": {
            "k8s": {"host-network": "high", "quiet": "low"},
            "tf": {"public-bucket-acl": "high", "quiet": "low"},
        },
    }
    assert list(META.payload("tools", "kube-linter")["rules"]) == ["k8s"]


def test_provenance_names_no_file(validated: Path, run: Run) -> None:
    run("export_meta", "e2")
    manifest = Path("data/sources/e2/kubernetes-samples.json").read_bytes()
    provenance = META.payload("provenance", "kubernetes-samples")
    assert (provenance["licence"], provenance["synthetic"]) == ("MIT", True)
    assert provenance["files"] == {
        "count": 1,
        "bytes": 7,
        "sha256": hashlib.sha256(manifest).hexdigest(),
    }


def test_coverage(validated: Path, run: Run) -> None:
    run("export_meta", "e2")
    report = json.loads(Path("data/reports/e2.json").read_text())
    assert META.payload("notes", "coverage") == report["figures"]["sets"]
    assert META.payload("notes", "coverage")["k8s"]["with_findings_share"] == 0.6667


def test_no_row_is_in_the_metadata(validated: Path, run: Run) -> None:
    run("export_meta", "e2")
    text = "".join(row.payload_json for row in META.rows())
    files = Path("data/e2").glob("*.jsonl")
    rows = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    assert len(rows) == 20
    for row in rows:
        path = row["meta"]["source"].removeprefix("sample/").partition(":")[2]
        for private in (row["question"], row["meta"]["hash"], path):
            assert json.dumps(private)[1:-1] not in text
    assert COMMIT in text


def test_real_release_is_not_called_synthetic(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_release(tmp_path, "v1", synthetic=False)
    run("validate", "e2")
    run("export_meta", "e2")
    assert [row.name for row in META.rows() if row.section == "notes"] == NOTES
    assert not any(row.description.startswith("Synthetic.") for row in META.rows())


def test_replayed_findings_have_a_note(release: Path, run: Run) -> None:
    SAMPLING.write_text(json.dumps(json.loads(SAMPLING.read_text()) | {"replayed": ["opa"]}))
    run("validate", "e2")
    run("export_meta", "e2")
    assert META.payload("notes", "replayed") == {"tools": ["opa"]}
    assert [META.payload("tools", tool)["replayed"] for tool in TOOLS] == [False, True, False]


def refused(run: Run) -> str:
    with pytest.raises(SystemExit) as exit_:
        run("export_meta", "e2")
    assert not META.path.exists()
    return str(exit_.value.code)


def test_refuses_what_changed_since(validated: Path, run: Run) -> None:
    SAMPLING.write_bytes(SAMPLING.read_bytes() + b" ")
    assert refused(run) == (
        f"error: data/reports/e2.json: {SAMPLING} differs from the file that was validated;"
        " run `dvc repro validate`"
    )


def test_missing_manifest(validated: Path, run: Run) -> None:
    Path("data/sources/e2/kubernetes-samples.json").unlink()
    assert refused(run) == (
        "error: data/sources/e2/kubernetes-samples.json: no such file;"
        " make it with `dvc repro fetch`"
    )


def test_tool_that_the_parameters_do_not_have(validated: Path, run: Run) -> None:
    yaml = YAML(typ="safe")
    params = yaml.load(Path("params.yaml"))
    del params["fetch"]["tools"]["opa"]
    yaml.dump(params, Path("params.yaml"))
    assert refused(run) == "error: params.yaml: fetch.tools has no 'opa'"


def test_source_that_the_parameters_do_not_have(validated: Path, run: Run) -> None:
    params = Path("params.yaml")
    params.write_text(params.read_text().replace("    terraform-samples:\n", "    modules:\n"))
    assert refused(run) == "error: params.yaml: fetch.sources has no 'terraform-samples'"

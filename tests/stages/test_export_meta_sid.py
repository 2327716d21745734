import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.domain import INTENTS
from stages.traces.registry.load import load_domains
from tests.builders_sid import SEED, Trace
from tests.release import Exported, Run

META = Exported("sid")
METADATA = Path("data/traces/metadata-test.json")
TRACES = Path("data/traces/gold-traces-test-00000-of-00001.jsonl")
NOTES = ["privacy-rationale", "row-contract", "scope", "method", "known-limits", "diversity"]


@pytest.fixture
def validated(release: Path, run: Run) -> Path:
    run("validate_sid")
    return release


@pytest.fixture
def written(validated: Path, run: Run) -> Path:
    run("export_meta_sid")
    return validated


def test_rows(validated: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run("export_meta_sid")
    assert capsys.readouterr().out.endswith("data/meta/sid.jsonl: 62 rows\n")
    slugs = [file.domain.slug for file in load_domains().values()]
    assert [(row.section, row.name) for row in META.rows()] == [
        *(("sampling", name) for name in ("traces", "domains", "intents", "rejected")),
        *(("tools", name) for name in ("registry", *slugs)),
        ("provenance", "template-oracle"),
        *(("notes", name) for name in NOTES),
    ]
    assert {(row.version, row.created_at) for row in META.rows()} == {
        ("test", "2026-11-22T00:00:00Z")
    }


def test_sampling(written: Path) -> None:
    assert META.payload("sampling", "traces") == {
        "wanted": 300,
        "total": 300,
        "generated": 300,
        "rejected": 0,
        "format": "jsonl",
        "files": 1,
        "bytes": TRACES.stat().st_size,
    }
    assert META.payload("sampling", "domains") == json.loads(METADATA.read_text())["counts"]
    assert META.payload("sampling", "intents") == dict.fromkeys(INTENTS, 50)
    assert META.payload("sampling", "rejected") == []


def test_rejected_traces_are_told_of(release: Path, run: Run) -> None:
    cell = {"domain": "Finance", "intent": "export", "traces": 2, "codes": {"policy.order": 3}}
    file = json.loads(METADATA.read_text()) | {"generated": 302, "rejected": [cell]}
    METADATA.write_text(json.dumps(file))
    run("validate_sid")
    run("export_meta_sid")
    assert META.payload("sampling", "rejected") == [cell]
    assert META.payload("sampling", "traces")["rejected"] == 2


def test_tools(written: Path) -> None:
    registry = load_domains()
    finance = META.payload("tools", "finance")
    domain = registry["Finance"].domain
    calls = [c["tool_id"] for trace in traces() for c in trace["graph"]["calls"]]
    assert finance == {
        "domain": "Finance",
        "file": "schemas/domains/finance.yaml",
        "digest": registry["Finance"].digest,
        "tools": {
            tool_id: {
                "intent": tool.intent,
                "sensitivity": tool.sensitivity,
                "calls": calls.count(tool_id),
            }
            for tool_id, tool in domain.callable.items()
        },
        "forbidden": sorted(domain.policy.forbidden),
    }
    ours = [trace for trace in traces() if trace["request"]["domain"] == "Finance"]
    assert {trace["metadata"]["registry"] for trace in ours} == {finance["digest"]}
    summed_up = META.payload("tools", "registry")
    tools = sum(len(file.domain.callable) for file in registry.values())
    assert (summed_up["domains"], summed_up["tools"]) == (50, tools)
    assert sum(summed_up["by_intent"].values()) == tools
    assert sum(summed_up["by_sensitivity"].values()) == tools


def test_provenance(written: Path) -> None:
    assert META.payload("provenance", "template-oracle") == {
        "oracle": "template",
        "registry": META.payload("tools", "registry")["version"],
        "latest_moment": "2026-11-22T00:00:00Z",
        "sources": [],
        "licence": "MIT",
        "synthetic": True,
    }
    assert {trace["metadata"]["oracle"] for trace in traces()} == {"template"}


def test_diversity_is_that_of_the_report(written: Path) -> None:
    measured = json.loads(Path("data/reports/sid.json").read_text())["figures"]["diversity"]
    diversity = META.payload("notes", "diversity")
    assert diversity["graphs"] == measured["graphs"]
    assert diversity["sample"]["distinct_n"] == measured["sample"]["distinct_n"]


def test_a_figure_that_quotes_a_request_stays_at_home(validated: Path, run: Run) -> None:
    path = Path("data/reports/sid.json")
    report = json.loads(path.read_text())
    report["figures"]["diversity"]["sample"]["longest"] = "Pay Ostrom Marine."
    report["figures"]["diversity"]["examples"] = {"Pay Ostrom Marine.": 1}
    path.write_text(json.dumps(report))
    run("export_meta_sid")
    assert "Ostrom" not in META.path.read_text()


def traces() -> list[Trace]:
    return [json.loads(line) for line in TRACES.read_text().splitlines()]


def test_no_trace_is_in_the_metadata(written: Path) -> None:
    text = "".join(f"{row.description} {row.payload_json} " for row in META.rows())
    assert len(traces()) == 300
    for trace in traces():
        words = trace["request"]["text"].split()
        for start in range(len(words) - 3):
            assert " ".join(words[start : start + 4]) not in text
        for private in (trace["trace_id"], trace["created_at"], trace["policy"]["description"]):
            assert private not in text


def test_no_argument_is_in_the_metadata(written: Path) -> None:
    """One word proves nothing unless it has a digit, nor does one that names a domain, too."""
    text = META.path.read_text()
    values = {value for trace in traces() for value in literals(trace["graph"])}
    telling = {value for value in values if " " in value or any(c.isdigit() for c in value)}
    telling -= load_domains().keys()
    assert len(telling) > 200
    assert [value for value in sorted(telling) if value in text] == []


def literals(graph: Any) -> Iterator[str]:
    """Text that is an argument or an item of one."""
    for call in graph["calls"]:
        for value in call["arguments"].values():
            items = value if isinstance(value, list) else [value]
            yield from (item for item in items if isinstance(item, str))


def test_the_seed_is_not_in_the_metadata(written: Path) -> None:
    assert str(SEED) in METADATA.read_text()
    assert str(SEED) not in META.path.read_text()
    sampling = "".join(row.payload_json for row in META.rows() if row.section == "sampling")
    assert "seed" not in sampling


def refused(run: Run) -> str:
    with pytest.raises(SystemExit) as exit_:
        run("export_meta_sid")
    assert not META.path.exists()
    return str(exit_.value.code)


def test_refuses_what_was_not_validated(release: Path, run: Run) -> None:
    assert refused(run) == (
        "error: data/reports/sid.json: no such file; make it with `dvc repro validate-sid`"
    )


def test_refuses_what_did_not_pass(release: Path, run: Run) -> None:
    Path("data/traces/old.txt").touch()
    with pytest.raises(SystemExit):
        run("validate_sid")
    assert refused(run) == (
        "error: data/reports/sid.json: validation found 1 problem(s); run `dvc repro validate-sid`"
    )


def test_refuses_what_changed_since(validated: Path, run: Run) -> None:
    TRACES.write_bytes(TRACES.read_bytes() + b" ")
    assert refused(run) == (
        f"error: data/reports/sid.json: {TRACES} differs from the file that was validated;"
        " run `dvc repro validate-sid`"
    )

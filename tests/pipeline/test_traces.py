"""SID in the pipeline, run by DVC as a user would run it."""

import json
from pathlib import Path
from typing import Any

from tests.pipeline.test_pipeline import stages_run
from tests.sharing.steps import attempt, experiment


def traces(repo: Path) -> list[dict[str, Any]]:
    """All gold traces."""
    files = sorted((repo / "data/traces").glob("gold-traces-test-*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def test_traces_of_one_domain_in_several_files(repo: Path) -> None:
    output = experiment(
        repo,
        "generate_traces.total=7",
        "generate_traces.domains=[Legal]",
        "generate_traces.shard_size=3",
    )
    assert stages_run(output) == ["generate-traces", "validate-sid", "export-meta-sid", "push"]
    assert {trace["request"]["domain"] for trace in traces(repo)} == {"Legal"}
    assert len(traces(repo)) == 7
    assert len(list((repo / "data/traces").iterdir())) == 3 + 1


def test_an_unknown_domain(repo: Path) -> None:
    params = repo / "params.yaml"
    params.write_text(params.read_text().replace("domains: null", "domains: [Legl]"))
    code, output = attempt(["dvc", "repro"], repo)
    assert code != 0
    assert (
        "error: params.yaml: generate_traces.domains: no domain 'Legl'; did you mean 'Legal'?\n"
    ) in output

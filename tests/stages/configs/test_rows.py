"""Findings as they are published."""

from dataclasses import replace

from stages.configs.rows import make_row, violations
from tests.stages.configs.building import COMMIT, config_of, finding, pod


def test_places_on_one_line_are_one_violation() -> None:
    first, second = finding("host-pid", 7), finding("host-pid", 9)
    there = replace(first, path=("documents", 0, "spec"))
    others = [replace(first, tool="semgrep"), replace(first, msg="else")]
    found = violations([first, there, *others, second], "a/web.yaml")
    assert [(each.tool, each.msg, each.loc) for each in found] == [
        ("opa", "Pod: host-pid", "a/web.yaml:7"),
        ("semgrep", "Pod: host-pid", "a/web.yaml:7"),
        ("opa", "else", "a/web.yaml:7"),
        ("opa", "Pod: host-pid", "a/web.yaml:9"),
    ]


def test_a_row() -> None:
    text = pod("caf\xe9") + "\n# no end"
    config = config_of(text, "a/web.yaml")
    assert make_row(config, [], None).model_dump() == {
        "question": text,
        "info": {"violations": (), "patch": None},
        "meta": {"lang": "k8s", "source": f"acme/shop@{COMMIT}:a/web.yaml", "hash": config.key},
    }

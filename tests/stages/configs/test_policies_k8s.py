"""The policies for Kubernetes, by the tests that stand beside them."""

from pathlib import Path

from schemas.e2 import SEVERITIES
from tests.stages.configs.packs import pack, run

K8S = pack("k8s")

SEMGREP_ONLY = {"default-credentials-in-args", "shell-in-command-curl-pipe", "tls-verification-off"}
"""What commands do, in which Rego would look for text."""


def test_rego_is_strict_and_formatted() -> None:
    run("opa", "check", "--strict", K8S.rego)
    assert run("opa", "fmt", "--list", K8S.rego) == ""


def test_every_policy_says_what_it_is() -> None:
    assert len(K8S.policies) >= 34
    for name, policy in K8S.policies.items():
        assert policy["title"] and policy["description"], name
        assert policy["custom"]["severity"] in SEVERITIES, name
        assert policy["custom"]["controls"], name


def test_every_finding_comes_from_an_annotated_policy() -> None:
    assert K8S.rego_heads() == len(K8S.policies)


def test_rego_tests_of_both_kinds_pass_for_every_policy() -> None:
    names = [name.replace("-", "_") for name in K8S.policies]
    wanted = {f"test_{name}_{kind}" for name in names for kind in ("found", "clean")}
    assert wanted <= K8S.rego_tests()


def test_semgrep_tests_pass_for_every_rule(tmp_path: Path) -> None:
    assert len(K8S.rules) >= 16
    assert K8S.semgrep_tests_passed(tmp_path) == set(K8S.rules)


def test_every_rule_has_tests_of_both_kinds() -> None:
    assert K8S.semgrep_comments("ruleid") == K8S.semgrep_comments("ok") == set(K8S.rules)


def test_a_rule_is_the_policy_of_the_same_id() -> None:
    assert K8S.rules.keys() - K8S.policies.keys() == SEMGREP_ONLY
    for name in K8S.rules.keys() & K8S.policies.keys():
        metadata, custom = K8S.rules[name]["metadata"], K8S.policies[name]["custom"]
        assert metadata == {key: custom[key] for key in ("severity", "controls")}, name


def test_every_rule_says_what_it_is() -> None:
    for name, rule in K8S.rules.items():
        assert rule["metadata"]["severity"] in SEVERITIES, name
        assert rule["severity"] == rule["metadata"]["severity"].upper(), name
        assert rule["metadata"]["controls"], name

"""Manifests before and after each fix."""

import re
from pathlib import Path as File
from textwrap import indent
from typing import Any

import pytest
import yaml

from stages.configs.fixes.k8s.table import FIXES
from stages.configs.manifest import Manifest, parse_manifest
from stages.configs.parsed import Path
from stages.configs.patching.changing import changed
from stages.configs.patching.issue import Issue

POLICIES = File("stages/configs/policies")
OBJECT: Path = ("documents", 0)
POD: Path = (*OBJECT, "spec", "template", "spec")
CONTAINER: Path = (*POD, "containers", 0)


def cases(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((File(__file__).parent / name).read_text())


CONTAINERS = cases("k8s_containers.yaml")
OBJECTS = cases("k8s_objects.yaml")


def fixed(rule: str, text: str, path: Path) -> str:
    """The text after a fix; the same if there is none."""
    parsed = parse_manifest(text)
    ops = tuple(FIXES[rule](parsed.value, path))
    after = changed(parsed, [Issue(rule, ops, ())], parse_manifest)
    assert isinstance(after, Manifest)
    return after.text


def container(text: str) -> str:
    """A workload of one container with these lines."""
    head = (
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n"
    )
    return f"{head}      - name: a\n{indent(text, ' ' * 8)}"


@pytest.mark.parametrize("case", CONTAINERS)
@pytest.mark.parametrize("path", [CONTAINER, POD, OBJECT])
def test_containers(case: dict[str, str], path: Path) -> None:
    before, after = container(case["before"]), container(case["after"])
    assert fixed(case["rule"], before, path) == after
    assert fixed(case["rule"], after, path) == after


@pytest.mark.parametrize("case", OBJECTS)
def test_objects(case: dict[str, Any]) -> None:
    assert fixed(case["rule"], case["before"], (*OBJECT, *case["path"])) == case["after"]


@pytest.mark.parametrize("case", OBJECTS)
def test_objects_in_lists(case: dict[str, Any]) -> None:
    head = "apiVersion: v1\nkind: List\nitems:\n-\n"
    before, after = (head + indent(case[side], "  ") for side in ("before", "after"))
    assert fixed(case["rule"], before, (*OBJECT, "items", 0, *case["path"])) == after


def test_every_fix_is_tried_and_belongs_to_a_rule() -> None:
    assert {case["rule"] for case in CONTAINERS + OBJECTS} == set(FIXES)
    rego = "\n".join(file.read_text() for file in (POLICIES / "rego/k8s").glob("*.rego"))
    rules = set(re.findall(r"^#\s+id: (\S+)$", rego, re.MULTILINE))
    checks = yaml.safe_load((POLICIES / "kube-linter.yaml").read_text())["checks"]
    assert set(FIXES) <= rules | set(checks)


def test_all_fixes_of_one_pod_together() -> None:
    (case,) = cases("k8s_together.yaml")
    parsed = parse_manifest(case["before"])
    path: Path = (*OBJECT, "spec", "containers", 0)
    ops = [tuple(fix(parsed.value, path)) for _, fix in sorted(FIXES.items())]
    after = changed(parsed, [Issue("any", each, ()) for each in ops], parse_manifest)
    assert after.text == case["after"]


def test_only_the_container_that_is_meant() -> None:
    text = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n  - name: b\n"
    path: Path = (*OBJECT, "spec", "containers", 1, "securityContext")
    context = "    securityContext:\n      readOnlyRootFilesystem: true\n"
    assert fixed("read-only-root-filesystem", text, path) == text + context


def test_only_the_document_that_is_meant() -> None:
    pod = "apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n  containers: []\n"
    text = f"{pod}---\n{pod}"
    assert fixed("host-pid", text, ("documents", 1, "spec")) == f"{pod}---\n" + pod.replace(
        "true", "false"
    )
    assert fixed("host-pid", text, ()) == text
    assert fixed("host-pid", text, ("documents", 2)) == text


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("cpu-limits", "resources: {requests: {cpu: a lot}}"),
        ("cpu-requests", "resources: {limits: {cpu: true}}"),
        ("cpu-requests", "resources: {requests: {cpu: 1}}"),
        ("drop-all-capabilities", "securityContext: {capabilities: {drop: [all]}}"),
        ("drop-all-capabilities", "securityContext: {capabilities: {drop: ALL}}"),
        ("added-capabilities", "securityContext: {capabilities: {add: [CAP_CHOWN]}}"),
        ("run-as-non-root", "securityContext: {runAsUser: 1000}"),
        ("seccomp-profile", "securityContext: {seccompProfile: {type: Localhost}}"),
        ("image-pull-policy", "image: b"),
        ("host-port", "ports: [{containerPort: 80}]"),
        # The first value is used by what stands between.
        ("duplicate-env-var", "env: [{name: b}, {name: c, value: $(b)}, {name: b}]"),
    ],
)
def test_containers_that_are_left_alone(rule: str, text: str) -> None:
    assert fixed(rule, container(f"{text}\n"), CONTAINER) == container(f"{text}\n")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("node-port-service", "kind: Service\nspec: {type: LoadBalancer}"),
        ("node-port-service", "kind: Other\nspec: {type: NodePort}"),
        ("namespace-without-pod-security", "kind: Pod"),
        ("anonymous-binding", "kind: RoleBinding\nsubjects: [{name: jane}]"),
        ("pdb-max-unavailable", "kind: PodDisruptionBudget\nspec: {maxUnavailable: 1}"),
        ("deprecated-service-account-field", "kind: Pod\nspec: {containers: []}"),
        ("writable-host-mount", "kind: Pod\nspec: {containers: [{volumeMounts: [{name: a}]}]}"),
        ("run-as-non-root", "kind: Pod\nspec: {os: {name: windows}, containers: [{name: a}]}"),
        ("host-network", "kind: Pod\nspec: {hostNetwork: true}"),
        ("host-network", "kind: Pod\nspec: [1]"),
    ],
)
def test_objects_that_are_left_alone(rule: str, text: str) -> None:
    assert fixed(rule, f"apiVersion: v1\n{text}\n", OBJECT) == f"apiVersion: v1\n{text}\n"


@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("apps/v1", "kind: Deployment"),
        ("extensions/v1beta1", "kind: PodSecurityPolicy"),
        ("extensions/v1beta1", "kind: Deployment\nspec: {template: {}}"),
        ("apps/v1beta1", "kind: Deployment\nspec: {template: {metadata: {labels: [a]}}}"),
        ("extensions/v1beta1", "kind: Deployment\nspec: {selector: {}, rollbackTo: {}}"),
        ("policy/v1beta1", "kind: PodDisruptionBudget\nspec: {selector: {}}"),
        ("autoscaling/v2beta1", "kind: HorizontalPodAutoscaler\nspec: {metrics: [{}]}"),
        ("extensions/v1beta1", "kind: Ingress\nspec: {backend: {resource: {}}}"),
        ("extensions/v1beta1", "kind: Ingress\nspec: {backend: {serviceName: a}}"),
    ],
)
def test_versions_that_are_left_alone(version: str, text: str) -> None:
    text = f"apiVersion: {version}\n{text}\n"
    assert fixed("deprecated-api-version", text, OBJECT) == text

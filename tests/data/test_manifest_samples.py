"""Every promised quirk is in the Kubernetes samples."""

import re
from typing import Any

import pytest
import yaml

from tests.data.config_files import (
    BINARY,
    KUBERNETES,
    NO_MANIFEST,
    NOT_UTF8,
    NOT_YAML,
    documents,
    files,
    is_yaml,
)

UNREADABLE = NOT_YAML | NOT_UTF8 | {BINARY}
READABLE = [name for name in files(KUBERNETES) if is_yaml(name) and name not in UNREADABLE]


def test_documents_in_one_file() -> None:
    assert [document["kind"] for document in documents("base/rbac.yaml")] == [
        "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "ClusterRoleBinding",
    ]  # fmt: skip
    _, *parts = (KUBERNETES / "base/catalogue.yaml").read_text("utf-8").split("---\n")
    assert [re.findall(r"kind: (\w+)", part) for part in parts] == [
        ["ConfigMap"], ["Deployment"], ["Service"],
    ]  # fmt: skip
    assert "\n  # " in parts[0] and parts[2].startswith("# ")


def test_kinds() -> None:
    names = set(READABLE) - NO_MANIFEST
    assert {document["kind"] for name in names for document in documents(name)} == {
        "AlertRoute", "BackupSchedule", "Capture", "ClusterRole", "ClusterRoleBinding", "ConfigMap",
        "CronJob", "CustomResourceDefinition", "DaemonSet", "Deployment", "Ingress", "Job",
        "Kustomization", "List", "Namespace", "NetworkPolicy", "PersistentVolume",
        "PersistentVolumeClaim", "PodDisruptionBudget", "Role", "RoleBinding", "Secret", "Service",
        "ServiceAccount", "StatefulSet",
    }  # fmt: skip


def test_list_of_objects() -> None:
    (exported,) = documents("monitoring/dashboards.yaml")
    assert [item["kind"] for item in exported["items"]] == ["Deployment", "Service", "ConfigMap"]


def test_yaml_that_is_no_manifest() -> None:
    for name in NO_MANIFEST:
        (document,) = documents(name)
        assert not {"apiVersion", "kind"} <= set(document), name


def test_nothing_but_comments() -> None:
    lines = (KUBERNETES / "overlays/staging/ingress.yaml").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines) and "# kind: Ingress" in lines
    assert documents("overlays/staging/ingress.yaml") == []


def test_yaml_that_does_not_parse() -> None:
    with pytest.raises(yaml.YAMLError, match=r"(?s)scanning an alias.*line 7"):
        documents("deploy/search-index.yaml")
    with pytest.raises(yaml.YAMLError):
        documents("charts/shop/templates/deployment.yaml")
    template = (KUBERNETES / "charts/shop/templates/deployment.yaml").read_text("utf-8")
    assert "name: {{ .Release.Name }}" in template


def test_flow_style() -> None:
    (document,) = documents("deploy/sales-report.yaml")
    assert b"metadata: {name: sales-report, " in files(KUBERNETES)["deploy/sales-report.yaml"]
    assert document["metadata"]["labels"]["app"] == "sales-report"


def test_aliases_in_good_use() -> None:
    text = (KUBERNETES / "base/worker.yaml").read_text("utf-8")
    assert len(re.findall(r" &\w+", text)) == 5 and len(re.findall(r" \*\w+", text)) == 8
    (document,) = documents("base/worker.yaml")
    fast, bulk = document["spec"]["template"]["spec"]["containers"]
    assert fast["env"] == bulk["env"] and fast["image"] != bulk["image"]


def test_alias_bomb() -> None:
    (document,) = documents("monitoring/alert-routes.yaml")
    assert (KUBERNETES / "monitoring/alert-routes.yaml").stat().st_size < 2048
    assert nodes(document["spec"]["receivers"], {}) == 48_427_561


def nodes(value: Any, seen: dict[int, int]) -> int:
    """Nodes of a value with all aliases written out."""
    if id(value) not in seen:
        seen[id(value)] = 1 + sum(nodes(part, seen) for part in value if isinstance(value, list))
    return seen[id(value)]


def test_deep_nesting() -> None:
    (document,) = documents("monitoring/slow-page.yaml")
    value, depth = document["spec"]["stack"], 0
    while isinstance(value, list):
        value, depth = value[-1], depth + 1
    assert depth == 200


def test_images_are_of_a_registry_that_does_not_exist() -> None:
    text = b"".join(files(KUBERNETES).values()).decode("latin-1")
    images = re.findall(r"^[ -]*image: \"?([a-z].*?)\"?\s*$", text, re.MULTILINE)
    assert len(images) > 15 and all(image.startswith("registry.example.org/") for image in images)

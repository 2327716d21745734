"""The real scanners, once: what they find in a manifest and a module, and on which lines."""

import subprocess

import pytest

from schemas.e2 import TOOLS, config_hash
from stages.configs.corpus import PARSERS
from stages.configs.finding import Failure
from stages.configs.scanners.catalogue import catalogue
from stages.configs.scanners.scan import Scanners
from stages.configs.scanners.toolbox import Toolbox
from tests.stages.configs.scanners.inputs import VERSIONS
from tests.stages.configs.tools import tool

MANIFEST = """\
# The first document has no marker.
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  annotations:
    kube-linter.io/ignore-all: "told to look away"
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      hostNetwork: true # nosemgrep
      initContainers:
        - name: init
          image: registry.example/init:1.2.3
      containers:
        - name: web
          image: registry.example/web
          securityContext:
            privileged: true
---
apiVersion: v1
kind: List
items:
  - apiVersion: shop.example/v1
    kind: Basket
    metadata: {name: own}
  - apiVersion: v1
    kind: Pod
    metadata: {name: db, namespace: shop}
    spec:
      hostNetwork: true
      containers:
        - image: "registry.example/db:latest"
          name: db
"""

MODULE = """\
resource "aws_s3_bucket" "logs" {
  bucket = "logs"
  acl    = "public-read" # nosemgrep
}

resource "aws_db_instance" "main" {
  publicly_accessible = true
}
"""

UNREADABLE = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: three}
"""

RULES = {
    *("host-network", "privileged-container", "latest-image-tag", "latest-tag"),
    *("s3-public-acl", "database-public"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory):
    """What is found in the texts, where a repository's ignore files would hide everything."""
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    (folder / "tests").mkdir()
    for name in (".semgrepignore", ".gitignore", "tests/.semgrepignore"):
        (folder / name).write_text("*\n")
    texts = {"k8s": (MANIFEST, UNREADABLE), "tf": (MODULE,)}
    files = {config_hash(t): PARSERS[lang](t) for lang in texts for t in texts[lang]}
    scanners = Scanners(Toolbox({name: tool(name) for name in TOOLS}, VERSIONS, 120), workers=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(folder / "tests"))
        results = scanners.scan(files)
    assert [path.name for path in (folder / "tests").iterdir()] == [".semgrepignore"]
    return {files[key].text: result for key, result in results.items()}


def lines(findings) -> list[tuple[int, str, str]]:
    return [(f.line, f.tool, f.rule_id) for f in findings if f.rule_id in RULES]


def test_a_manifest(found):
    assert lines(found[MANIFEST]) == [
        (21, "kube-linter", "host-network"),
        (21, "opa", "host-network"),
        (21, "semgrep", "host-network"),
        (27, "kube-linter", "latest-tag"),
        (27, "opa", "latest-image-tag"),
        (27, "semgrep", "latest-image-tag"),
        (29, "kube-linter", "privileged-container"),
        (29, "opa", "privileged-container"),
        (29, "semgrep", "privileged-container"),
        (41, "kube-linter", "host-network"),
        (41, "opa", "host-network"),
        (41, "semgrep", "host-network"),
        (43, "kube-linter", "latest-tag"),
        (43, "opa", "latest-image-tag"),
        (43, "semgrep", "latest-image-tag"),
    ]


def test_a_module(found):
    assert lines(found[MODULE]) == [
        (3, "opa", "s3-public-acl"),
        (3, "semgrep", "s3-public-acl"),
        (7, "opa", "database-public"),
        (7, "semgrep", "database-public"),
    ]


def test_a_manifest_that_kubernetes_refuses(found):
    detail = (
        "object at line 1: failed to decode: json: cannot unmarshal string into Go struct field "
        "DeploymentSpec.spec.replicas of type int32"
    )
    assert found[UNREADABLE] == Failure("kube-linter", "unreadable", detail)


def test_the_catalogue_has_every_rule_that_finds_something(found):
    rules = catalogue()
    for text, lang in ((MANIFEST, "k8s"), (MODULE, "tf")):
        for finding in found[text]:
            severity = rules[finding.tool][lang][finding.rule_id]
            assert severity == finding.severity or finding.tool == "kube-linter"


def test_the_catalogue_names_the_rules_of_each_language():
    rules = catalogue()
    assert {tool: set(langs) for tool, langs in rules.items()} == {
        "kube-linter": {"k8s"},
        "opa": {"k8s", "tf"},
        "semgrep": {"k8s", "tf"},
    }
    assert rules["semgrep"]["k8s"]["host-network"] == "high"
    assert all(len(found) >= 15 for langs in rules.values() for found in langs.values())

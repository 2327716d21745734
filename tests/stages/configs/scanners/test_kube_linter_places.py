"""Messages of KubeLinter, and the parts that they mean."""

import pytest
import yaml

from stages.configs.scanners.kube_linter_checks import read_checks
from stages.configs.scanners.kube_linter_places import Part, Place

POD = yaml.safe_load("""
securityContext: {runAsUser: 0, runAsNonRoot: false}
initContainers:
  - name: init
    volumeMounts: [{name: etc, mountPath: /etc}]
containers:
  - name: web
    image: nginx
    securityContext: {runAsNonRoot: true}
    env: [{name: A, value: x}, {name: TOKEN, value: y}, {name: TOKEN, value: z}]
  - name: 'a "b"'
  - {image: busybox}
volumes:
  - name: other
    emptyDir: {}
  - name: etc
    hostPath: {path: /etc}
""")
OBJECT = {"kind": "Deployment", "roleRef": {"name": "x"}, "spec": {"template": {"spec": POD}}}
INIT, WEB, QUOTED, NAMELESS = ("initContainers", 0), *(("containers", n) for n in range(3))


def place_of(check: str, message: str, value=OBJECT):
    checks = read_checks()
    found = Place(Part((), value), message, checks.names)
    return found.find(checks.checks[check].of(message).path)


PRIVILEGED = 'container "{}" is privileged'


@pytest.mark.parametrize(
    ("check", "message", "expected"),
    [
        ("privileged-container", PRIVILEGED.format("init"), INIT),
        ("privileged-container", PRIVILEGED.format("web"), (*WEB, "securityContext")),
        ("privileged-container", PRIVILEGED.format(r"a \"b\""), QUOTED),
        ("privileged-container", PRIVILEGED.format(""), NAMELESS),
        ("privileged-container", PRIVILEGED.format("db"), None),
        ("privileged-container", "no name at all", None),
        ("latest-tag", 'The container "web" is using', (*WEB, "image")),
        ("host-pid", "hostPID", ()),
        (
            "run-as-non-root",
            'container "web" is not set to runAsNonRoot',
            (*WEB, "securityContext", "runAsNonRoot"),
        ),
        (
            "run-as-non-root",
            'container "init" is not set to runAsNonRoot',
            ("securityContext", "runAsNonRoot"),
        ),
        (
            "run-as-non-root",
            'container "web" is set to runAsNonRoot, but runAsUser set to 0',
            ("securityContext", "runAsUser"),
        ),
        (
            "read-secret-from-env-var",
            'environment variable "TOKEN" in container "web" uses',
            (*WEB, "env", 2),
        ),
        (
            "duplicate-env-var",
            'Duplicate environment variable TOKEN in container "web" found',
            (*WEB, "env", 2),
        ),
        ("duplicate-env-var", 'Duplicate environment variable B in container "web" found', None),
        (
            "sensitive-host-mounts",
            'host system directory "/etc" is mounted on container "init"',
            ("volumes", 1, "hostPath"),
        ),
        ("sensitive-host-mounts", 'host system directory "/" is mounted on container "init"', None),
        (
            "writable-host-mount",
            "container init mounts path /etc on the host as writable",
            (*INIT, "volumeMounts", 0),
        ),
        ("writable-host-mount", "container web mounts path /etc on the host as writable", None),
    ],
)
def test_parts_of_a_pod(check, message, expected):
    pod = ("spec", "template", "spec")
    assert place_of(check, message) == (None if expected is None else (*pod, *expected))


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("Pod", ("spec",)),
        ("Deployment", ("spec", "template", "spec")),
        ("CronJob", ("spec", "jobTemplate", "spec", "template", "spec")),
    ],
)
def test_each_kind_has_its_pod_somewhere(kind, keys):
    value = {"hostPID": True}
    for key in reversed(keys):
        value = {key: value}
    assert place_of("host-pid", "hostPID", {"kind": kind} | value) == (*keys, "hostPID")
    assert place_of("host-pid", "hostPID", {"kind": kind}) is None


def test_a_setting_that_is_nowhere_is_missing_in_the_container():
    message, container = 'container "a" is not set to runAsNonRoot', ("spec", "containers", 0)
    value = {"kind": "Pod", "spec": {"containers": [{"name": "a"}]}}
    assert place_of("run-as-non-root", message, value) == container
    value["spec"]["containers"][0]["securityContext"] = {"privileged": True}
    assert place_of("run-as-non-root", message, value) == (*container, "securityContext")


def test_parts_of_an_object():
    assert place_of("cluster-admin-role-binding", "bound") == ("roleRef", "name")
    assert place_of("cluster-admin-role-binding", "bound", {"kind": "RoleBinding"}) == ()


def test_a_case_changes_what_it_names():
    check = read_checks().checks["run-as-non-root"]
    assert check.of("is not set to runAsNonRoot").severity == "medium"
    assert check.of("is set to runAsNonRoot, but runAsUser set to 0").severity == "high"

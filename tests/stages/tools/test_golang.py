"""Builds with a fake `go`; the pipeline's tests run the real one."""

import pytest

from schemas.sections.tools import GoModule
from stages.common.errors import PipelineError
from stages.tools.golang import go_mod
from stages.tools.providing import provide
from tests.stages.tools.conftest import fake

TOO_OLD = "go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)\n"


def problem(task):
    with pytest.raises(PipelineError) as caught:
        provide(task)
    assert not task.folder.exists()
    return str(caught.value)


def test_go_builds_the_package_in_a_module_of_its_own(make_task, fake_go, capfd):
    provide(task := make_task())
    assert task.program.read_text() == fake("opa", "1.22.2")
    [asked] = fake_go.with_name("go.log").read_text().splitlines()
    target = task.folder.absolute() / "new" / "opa"
    assert asked == f"build -mod=mod -o {target} example.org/opa"
    assert fake_go.with_name("go.mod").read_text() == (
        "module tools\n\ngo 1.25\n\nrequire example.org/opa v1.22.2\n"
    )
    assert capfd.readouterr().err == (
        "opa 1.22.2: not on PATH\nopa 1.22.2: building it with Go, which takes a minute or two\n"
    )


def test_a_module_from_another_place():
    go = GoModule(
        package="vanity.io/x/cmd/x", module="vanity.io/x", origin="github.com/a/x", needs="1.25.5"
    )
    assert go_mod(go, "0.8.3") == (
        "module tools\n\ngo 1.25.5\n\nrequire vanity.io/x v0.8.3\n\n"
        "replace vanity.io/x => github.com/a/x v0.8.3\n"
    )


def test_without_go(make_task):
    assert problem(make_task()) == (
        "opa 1.22.2: not on PATH; go is not installed; "
        "install Go 1.25 or newer, or put opa 1.22.2 on PATH"
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            TOO_OLD,
            "opa 1.22.2: not on PATH; go 1.24.1 is too old, it takes 1.26.0; "
            "install Go 1.25 or newer, or put opa 1.22.2 on PATH",
        ),
        (
            "go: downloading example.org/opa v1.22.2\ngo: example.org/opa: no route to host\n\n",
            "opa 1.22.2: not on PATH; go build failed: go: example.org/opa: no route to host; "
            "put opa 1.22.2 on PATH",
        ),
        (
            "",
            "opa 1.22.2: not on PATH; go build failed: it says nothing; put opa 1.22.2 on PATH",
        ),
        (
            "verifying module: checksum mismatch\n\nSECURITY ERROR\nThis download does NOT match\n",
            "opa 1.22.2: Go refuses a module whose checksum is not the published one; "
            "find out who altered it: the proxy in GOPROXY, or the module cache",
        ),
    ],
)
def test_go_that_fails(make_task, fake_go, error, message):
    fake_go.with_name("go.error").write_text(error)
    assert problem(make_task()) == message

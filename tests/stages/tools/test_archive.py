"""Release archives, served over loopback."""

import hashlib
import io
import platform
import random
import sys
import tarfile

import pytest

from stages.common.errors import PipelineError
from stages.tools.archive import this_platform
from stages.tools.providing import provide
from tests.servers.files import Cut, Status
from tests.stages.tools.conftest import fake

OPA = fake("opa", "1.22.2").encode()


def packed(**files: bytes) -> bytes:
    """A .tar.gz of files; `__` in a name is a slash."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        folder = tarfile.TarInfo("opa")  # as named as the program, but no file
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, body in files.items():
            info = tarfile.TarInfo(name.replace("__", "/"))
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return made.getvalue()


@pytest.fixture
def serve(server, make_task):
    """A task whose archive for this platform is this body."""

    def serve(body: bytes, name: str = "opa_static", **changes):
        server.files[f"/{name}"] = body
        archive = {"url": f"{server.url}/{name}", "sha256": hashlib.sha256(body).hexdigest()}
        retries = changes.pop("retries", 0)
        return make_task(retries=retries, archives={this_platform(): archive | changes})

    return serve


def test_a_bare_program_is_the_program(serve, capfd):
    task = serve(OPA)
    provide(task)
    assert task.program.read_bytes() == OPA
    assert task.program.stat().st_mode & 0o777 == 0o755
    url = task.source.archives[this_platform()].url
    assert capfd.readouterr().err == f"opa 1.22.2: not on PATH\nopa 1.22.2: downloading {url}\n"


def test_a_tarball_holds_it_at_any_depth(serve):
    task = serve(packed(README=b"opa", release__bin__opa=OPA), "opa.tar.gz")
    provide(task)
    assert task.program.read_bytes() == OPA
    assert sorted(path.name for path in task.folder.iterdir()) == ["bin", "verified.json"]


def test_a_wrong_hash_stops_all(serve, fake_go):
    task = serve(OPA, sha256="0" * 64)
    task = with_go(task)
    with pytest.raises(PipelineError) as caught:
        provide(task)
    assert str(caught.value) == (
        f"fetch.tools.opa.archives.{this_platform()}.sha256: SHA-256 is "
        f"{hashlib.sha256(OPA).hexdigest()}, not {'0' * 64}; "
        f"{task.source.archives[this_platform()].url} is damaged or has changed; "
        "compare it with what its publisher states before you change the parameter"
    )
    assert not task.folder.exists()
    assert not fake_go.with_name("go.log").exists()


def with_go(task):
    go = {"package": "example.org/opa", "module": "example.org/opa", "needs": "1.25"}
    source = type(task.source).model_validate(task.source.model_dump() | {"go": go})
    return type(task)(task.name, source, task.runtime)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (packed(README=b"x"), "holds no file 'opa'"),
        (b"no archive", "can't be unpacked: not a gzip file"),
        (
            packed(opa=random.Random(1).randbytes(99_999))[:-9_999],
            "can't be unpacked: Compressed file ended before the end-of-stream marker was reached",
        ),
    ],
    ids=["none inside", "another format", "cut"],
)
def test_an_archive_without_the_program(serve, body, what):
    task = serve(body, "opa.tar.gz")
    with pytest.raises(PipelineError) as caught:
        provide(task)
    assert str(caught.value) == f"{task.source.archives[this_platform()].url}: {what}"
    assert not task.folder.exists()


def test_another_version_in_the_archive_stops_all(serve):
    with pytest.raises(PipelineError) as caught:
        provide(serve(fake("opa", "1.20.0").encode()))
    assert str(caught.value) == (
        "fetch.tools.opa.version: is 1.22.2, but it leads to opa 1.20.0; "
        "correct the version, or where to get it from"
    )


def test_a_program_for_another_machine_is_passed_over(serve, fake_go):
    task = with_go(serve(b"\x7fELF of elsewhere"))
    provide(task)
    assert task.program.read_text() == fake("opa", "1.22.2")


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("linux", "aarch64", "linux-arm64"),
        ("linux", "AMD64", "linux-x86_64"),
        ("darwin", "arm64", "darwin-arm64"),
    ],
)
def test_platforms(monkeypatch, system, machine, name):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert this_platform() == name


def test_no_archive_for_this_platform(serve, make_task, monkeypatch):
    task = serve(OPA)
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(PipelineError) as caught:
        provide(task)
    assert str(caught.value) == (
        f"opa 1.22.2: not on PATH; no archive for {sys.platform}-riscv64; put opa 1.22.2 on PATH"
    )


def test_an_unreachable_archive_leads_to_go(make_task, fake_go, capfd, pauses):
    archive = {"url": "http://127.0.0.1:1/opa", "sha256": "0" * 64}
    task = with_go(make_task(retries=3, archives={this_platform(): archive}))
    provide(task)
    assert task.program.read_text() == fake("opa", "1.22.2")
    assert pauses == []
    assert capfd.readouterr().err == (
        "opa 1.22.2: not on PATH\n"
        "opa 1.22.2: downloading http://127.0.0.1:1/opa\n"
        "opa 1.22.2: http://127.0.0.1:1/opa: no network connection "
        "([Errno 111] Connection refused)\n"
        "opa 1.22.2: building it with Go, which takes a minute or two\n"
    )


def test_a_failure_that_may_pass_is_tried_again(serve, server, pauses, capfd):
    server.faults = [Status(503), Cut(10), None]
    provide(task := serve(OPA, retries=2))
    assert task.program.read_bytes() == OPA
    assert server.answers == [503, 200, 200]
    assert len(pauses) == 2
    said = capfd.readouterr().err.splitlines()
    assert said[2].split(": ", 2)[2].startswith("HTTP 503 Service Unavailable; trying again in ")


def test_one_that_stays_is_told(serve, server, pauses):
    server.faults = [Status(503)] * 3
    task = serve(OPA, retries=2)
    with pytest.raises(PipelineError) as caught:
        provide(task)
    url = task.source.archives[this_platform()].url
    assert str(caught.value) == (
        f"opa 1.22.2: not on PATH; {url}: HTTP 503 Service Unavailable; "
        "check the connection, or put opa 1.22.2 on PATH"
    )
    assert server.answers == [503, 503, 503]


def test_one_that_is_not_there_is_not_asked_for_again(serve, server):
    task = serve(OPA, retries=2)
    server.files = {}
    with pytest.raises(PipelineError, match="HTTP 404 Not Found"):
        provide(task)
    assert server.answers == [404]

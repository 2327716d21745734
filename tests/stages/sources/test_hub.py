from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from huggingface_hub import constants
from huggingface_hub.utils import close_session

from stages.sources.hub import fetch
from tests.servers.hub import COMMIT, REPOSITORY, TAG, HubServer, Refusal
from tests.servers.loopback import running
from tests.stages.sources import outcome
from tests.stages.sources.outcome import contents

BODY = bytes(range(256)) * 40
COPY = "point fetch.sources.flows at a local copy (kind: local)"
LOCATION = f"fetch.sources.flows.location: {REPOSITORY}:"


def point_to(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What HF_ENDPOINT does; it is read when huggingface_hub is imported, once a process."""
    template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, workspace: Path) -> Iterator[HubServer]:
    with running(HubServer()) as server:
        server.files = {"data/flows.csv": BODY, "README.md": b"card", ".gitattributes": b"x"}
        point_to(server.url, monkeypatch)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(workspace / "no-token"))
        monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 10)
        yield server
        close_session()


@pytest.fixture
def hub_task(make_task, hub):
    def make(revision: str = COMMIT, location: str = REPOSITORY, **source):
        return make_task(location, kind="hf", revision=revision, **source)

    return make


failure = partial(outcome.failure, fetch)


@pytest.mark.parametrize("revision", [COMMIT, TAG])
def test_takes_the_files_of_the_pinned_revision(hub_task, into, revision):
    fetch(hub_task(revision), into)
    assert contents(into) == {"data/flows.csv": BODY, "README.md": b"card"}
    assert not any(file.is_symlink() for file in into.rglob("*"))


def test_takes_only_what_the_patterns_match(hub_task, hub, into):
    fetch(hub_task(files=["data/*.csv"]), into)
    assert contents(into) == {"data/flows.csv": BODY}
    assert hub.downloads == [("flows.csv", None)]


def test_what_is_in_the_cache_is_not_downloaded_again(hub_task, hub, into):
    fetch(hub_task(), into)
    fetch(hub_task(), into)
    assert len(hub.downloads) == 2
    assert (Path(".cache/hub") / "datasets--lab--flows").is_dir()


def test_a_broken_download_is_resumed(hub_task, hub, into, pauses, monkeypatch):
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 500)  # it keeps whole chunks only
    hub.cuts = [1000]
    fetch(hub_task(files=["data/*"]), into)
    assert contents(into) == {"data/flows.csv": BODY}
    assert [range_ for _, range_ in hub.downloads] == [None, "bytes=1000-"]


@pytest.mark.parametrize("code", [429, 500, 503])
@pytest.mark.parametrize("place", ["/api/", "/resolve/"])
def test_passing_errors_are_tried_again(hub_task, hub, into, pauses, code, place):
    hub.refusals = [Refusal(place, code, method="GET")]
    fetch(hub_task(retries=1), into)
    assert contents(into)["data/flows.csv"] == BODY
    assert len(pauses) == 1


def test_gives_up_after_the_last_retry(hub_task, hub, into, pauses):
    hub.refusals = [Refusal("/api/", 429)] * 9
    assert failure(hub_task(retries=2), into) == (
        f"{LOCATION} HTTP 429 from {hub.url}; try again later, or {COPY}"
    )
    assert len(hub.requests) == 3


@pytest.mark.parametrize(
    ("code", "headers"),
    [
        (401, {"X-Error-Code": "RepoNotFound"}),
        (401, {"X-Error-Message": "Invalid credentials in Authorization header"}),
        (403, {}),
        (404, {"X-Error-Code": "RepoNotFound"}),
        (404, {}),
    ],
)
def test_a_repository_that_is_gone_or_private(hub_task, hub, into, pauses, code, headers):
    hub.refusals = [Refusal("/api/", code, headers)]
    assert failure(hub_task(retries=3), into) == (
        f"{LOCATION} no such dataset at {hub.url}, or it is private (HTTP {code}); correct the id, "
        "or set HF_TOKEN (environment or .env) to a token that may read it"
    )
    assert pauses == []


@pytest.mark.parametrize("place", ["/api/", "/resolve/"])
def test_a_gated_repository(hub_task, hub, into, place):
    hub.refusals = [Refusal(place, 403, {"X-Error-Code": "GatedRepo"})]
    assert failure(hub_task(), into) == (
        f"{LOCATION} gated; accept its terms at {hub.url}/datasets/{REPOSITORY} "
        "and set HF_TOKEN (environment or .env)"
    )


def test_a_revision_that_does_not_exist(hub_task, hub, into):
    assert failure(hub_task("v9"), into) == (
        f"fetch.sources.flows.revision: {REPOSITORY} has no revision 'v9'; "
        f"take a commit from {hub.url}/datasets/{REPOSITORY}/commits/main"
    )


def test_what_is_not_a_dataset_id(hub_task, hub, into):
    assert failure(hub_task(location="a/b/c"), into) == (
        "fetch.sources.flows.location: a/b/c: is not a dataset id; write it as owner/name"
    )


def test_no_network(hub_task, hub, into, pauses, monkeypatch):
    point_to("http://127.0.0.1:1", monkeypatch)
    assert failure(hub_task(retries=2), into) == (
        f"{LOCATION} no network connection to http://127.0.0.1:1 "
        f"([Errno 111] Connection refused); check the connection or {COPY}"
    )
    assert len(pauses) == 2


def test_a_hub_that_fails_before_a_download(hub_task, hub, into, pauses):
    hub.refusals = [Refusal("/resolve/", 500)] * 50
    assert failure(hub_task(retries=1), into) == (
        f"{LOCATION} HTTP 500 from {hub.url}; try again later, or {COPY}"
    )


def test_offline_mode(hub_task, hub, into, pauses, monkeypatch):
    monkeypatch.setattr(constants, "is_offline_mode", lambda: True)
    assert failure(hub_task(retries=1), into) == (
        f"{LOCATION} HF_HUB_OFFLINE forbids the network; unset HF_HUB_OFFLINE"
    )
    assert pauses == []


@pytest.mark.parametrize("place", ["environment", "file"])
def test_the_token_is_sent_and_never_shown(hub_task, hub, into, monkeypatch, capfd, place):
    hub.token = "hf_secret"
    if place == "environment":
        monkeypatch.setenv("HF_TOKEN", hub.token)
    else:
        Path(".env").write_text(f"HF_TOKEN={hub.token}\n")
    fetch(hub_task(), into)
    assert contents(into)["data/flows.csv"] == BODY
    hub.token = "hf_other"
    assert "hf_secret" not in failure(hub_task(TAG), into) + "".join(capfd.readouterr())
    held = (file.read_bytes() for file in Path(".cache").rglob("*") if file.is_file())
    assert not any(b"hf_secret" in text for text in held)

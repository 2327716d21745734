import hashlib
import io
import socket
import tarfile
from functools import partial
from pathlib import Path

import pytest

from stages.sources import retrying
from stages.sources.http import fetch
from tests.servers.files import Cut, FileServer, Status
from tests.stages.sources import outcome

BODY = bytes(range(256)) * 40
LOST = "check the connection or point fetch.sources.flows at a local copy (kind: local)"
REFUSED = (
    "check fetch.sources.flows.location, or point fetch.sources.flows at a local copy (kind: local)"
)


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.fixture
def http_task(make_task, server):
    """A task for the file flows.csv of the server, or another path."""
    server.files["/flows.csv"] = BODY

    def make(path: str = "/flows.csv", **source):
        return make_task(server.url + path, kind="http", **source)

    return make


failure = partial(outcome.failure, fetch)


def test_downloads_one_file_under_its_name(http_task, into):
    fetch(http_task("/flows.csv?download=1"), into)
    assert (into / "flows.csv").read_bytes() == BODY


def test_downloads_listed_files_below_the_location(http_task, into, server):
    server.files["/set/one/a%20b.csv"] = b"a"
    server.files["/set/c.csv"] = b"c"
    fetch(http_task("/set", files=["one/a b.csv", "c.csv"]), into)
    assert (into / "one/a b.csv").read_bytes() == b"a"
    assert (into / "c.csv").read_bytes() == b"c"


def test_follows_redirects(http_task, into, server):
    server.faults = [Status(302, {"Location": "/flows.csv"})]
    fetch(http_task("/moved.csv"), into)
    assert (into / "moved.csv").read_bytes() == BODY


def test_resumes_where_the_connection_broke(http_task, into, server, pauses):
    server.faults = [Cut(1000), Cut(2000)]
    fetch(http_task(retries=2), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.asked == [None, "bytes=1000-", "bytes=3000-"]


def test_a_later_run_resumes_what_an_earlier_one_left(http_task, into, server):
    server.faults = [Cut(1000)]
    message = failure(http_task(), into)
    assert message.startswith(f"{server.url}/flows.csv: peer closed connection without")
    assert message.endswith(LOST)
    fetch(http_task(), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.asked == [None, "bytes=1000-"]


def test_starts_over_if_the_file_has_changed(http_task, into, server, pauses):
    server.faults = [Cut(1000)]
    failure(http_task(), into)
    server.files["/flows.csv"] = changed = BODY[::-1]
    fetch(http_task(), into)
    assert (into / "flows.csv").read_bytes() == changed


def test_starts_over_if_the_server_ignores_ranges(http_task, into, server, pauses):
    server.ranges, server.faults = False, [Cut(1000)]
    fetch(http_task(retries=1), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.asked == [None, "bytes=1000-"]


@pytest.mark.parametrize(
    ("validator", "resumed"), [("date", "bytes=1000-"), ("weak", None), (None, None)]
)
def test_resumes_only_what_is_surely_the_same(http_task, into, server, pauses, validator, resumed):
    server.validator, server.faults = validator, [Cut(1000)]
    fetch(http_task(retries=1), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.asked == [None, resumed]


@pytest.mark.parametrize(
    "answer",
    [
        Status(416, {"Content-Range": "bytes */10"}),
        Status(206, {"Content-Range": "bytes 5-9/10"}),
        Status(206),
    ],
)
def test_starts_over_if_the_part_fits_nothing(http_task, into, server, pauses, answer):
    server.faults = [Cut(1000), answer]
    fetch(http_task(retries=2), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.asked == [None, "bytes=1000-", None]


def test_a_part_that_nobody_asked_for_is_not_taken(http_task, into, server, pauses):
    server.faults = [Status(206, {"Content-Range": "bytes 0-9/10"})]
    fetch(http_task(retries=1), into)
    assert (into / "flows.csv").read_bytes() == BODY


def test_asks_for_the_bytes_as_they_are(http_task, into, server):
    fetch(http_task(), into)
    assert server.requests[0][2]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("validator", "answers"),
    [("etag", [200, 304]), ("weak", [200, 304]), ("date", [200, 304]), (None, [200, 200])],
)
def test_an_unchanged_file_is_not_sent_again(http_task, into, server, validator, answers):
    server.validator = validator
    fetch(http_task(), into)
    fetch(http_task(), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert server.answers == answers


def test_a_changed_file_is_sent_again(http_task, into, server):
    fetch(http_task(), into)
    server.files["/flows.csv"] = b"new"
    fetch(http_task(), into)
    assert (into / "flows.csv").read_bytes() == b"new"


def test_a_pinned_file_needs_no_second_request(http_task, into, server):
    task = http_task(sha256={"flows.csv": sha256(BODY)})
    fetch(task, into)
    fetch(task, into)
    assert len(server.requests) == 1


def test_a_damaged_cache_is_not_used(http_task, into, server):
    task = http_task(sha256={"flows.csv": sha256(BODY)})
    fetch(task, into)
    (cached,) = (file for file in Path(".cache/downloads").iterdir() if not file.suffix)
    cached.write_bytes(b"rotten")
    fetch(task, into)
    assert (into / "flows.csv").read_bytes() == BODY


def test_another_hash_than_the_pinned_one_is_an_error(http_task, into, server):
    message = failure(http_task(sha256={"flows.csv": "0" * 64}), into)
    assert message == (
        f"fetch.sources.flows.sha256: flows.csv: SHA-256 is {sha256(BODY)}, not {'0' * 64}; "
        f"{server.url}/flows.csv is damaged or has changed; "
        "compare it with what its publisher states before you change the parameter"
    )
    assert list(into.iterdir()) == []
    assert list(Path(".cache/downloads").iterdir()) == []


@pytest.mark.parametrize(("code", "reason"), [(404, "Not Found"), (403, "Forbidden")])
def test_client_errors_are_final(http_task, into, server, pauses, code, reason):
    server.faults = [Status(code)]
    message = failure(http_task(retries=3), into)
    assert message == f"{server.url}/flows.csv: HTTP {code} {reason}; {REFUSED}"
    assert (len(server.requests), pauses) == (1, [])


@pytest.mark.parametrize("code", [408, 429, 500, 503])
def test_passing_errors_are_tried_again_with_growing_pauses(
    http_task, into, server, pauses, capsys, code
):
    server.faults = [Status(code)] * 3
    fetch(http_task(retries=3), into)
    assert (into / "flows.csv").read_bytes() == BODY
    assert 1 <= pauses[0] <= 2 <= pauses[1] <= 3 < 4 <= pauses[2] <= 5
    assert f"{server.url}/flows.csv: HTTP {code} " in capsys.readouterr().err


def test_gives_up_after_the_last_retry(http_task, into, server, pauses):
    server.faults = [Status(503)] * 9
    message = failure(http_task(retries=2), into)
    assert message == f"{server.url}/flows.csv: HTTP 503 Service Unavailable; {REFUSED}"
    assert len(server.requests) == 3


@pytest.mark.parametrize("code", [429, 503])
def test_waits_as_long_as_the_server_asks(http_task, into, server, pauses, code):
    server.faults = [Status(code, {"Retry-After": "77"})]
    fetch(http_task(retries=1), into)
    assert pauses == [77]


def test_retry_after_may_be_a_date_or_nonsense(http_task, into, server, pauses):
    past, never = "Wed, 21 Oct 2015 07:28:00 GMT", "soon"
    server.faults = [Status(429, {"Retry-After": past}), Status(429, {"Retry-After": never})]
    fetch(http_task(retries=2), into)
    assert pauses[0] == 0
    assert pauses[1] >= retrying.FIRST_PAUSE


def test_no_network(make_task, into, pauses):
    message = failure(make_task("http://127.0.0.1:1/x.csv", kind="http", retries=2), into)
    assert message == (
        "http://127.0.0.1:1/x.csv: no network connection to 127.0.0.1 "
        f"([Errno 111] Connection refused); {LOST}"
    )
    assert len(pauses) == 2


def test_a_silent_server_times_out(make_task, into):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/x.csv"
        message = failure(make_task(url, kind="http", timeout=0.2), into)
    assert message == f"{url}: timed out; {LOST}"


@pytest.mark.parametrize("location", ["example.org/x.csv", "ftp://example.org/x.csv"])
def test_other_protocols_are_refused(make_task, into, pauses, location):
    message = failure(make_task(location, kind="http", retries=2), into)
    assert message.startswith(f"{location}: Request URL ")
    assert message.endswith("; correct fetch.sources.flows.location")
    assert pauses == []


def test_an_endless_redirect_is_final(http_task, into, server, pauses):
    server.faults = [Status(302, {"Location": "/flows.csv"})] * 30
    message = failure(http_task(retries=2), into)
    assert "Exceeded maximum allowed redirects" in message
    assert pauses == []


@pytest.mark.parametrize("path", ["/", "/set/", "/set/%2e%2e"])
def test_a_location_that_names_no_file(http_task, into, server, path):
    assert failure(http_task(path), into) == (
        f"fetch.sources.flows.location: {server.url}{path} names no file; add the file's name, "
        "or list the files below it in fetch.sources.flows.files"
    )


@pytest.mark.parametrize("path", ["*.csv", "../a.csv", "/a.csv"])
def test_patterns_and_unsafe_paths_are_refused(http_task, into, path):
    assert failure(http_task("/set", files=[path]), into) == (
        f"fetch.sources.flows.files: {path!r} is not the path of a file; "
        "name each file: an HTTP server can't list what matches a pattern"
    )


def archive_of(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, body in files.items():
            info = tarfile.TarInfo(f"set/{name}.csv")
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return buffer.getvalue()


def test_an_archive_is_unpacked(http_task, into, server):
    server.files["/all.tgz"] = packed = archive_of(a=b"1", b=b"2")
    fetch(http_task("/all.tgz", files=["set/a.*"], sha256={"all.tgz": sha256(packed)}), into)
    assert [file.name for file in into.rglob("*") if file.is_file()] == ["a.csv"]
    assert (into / "set/a.csv").read_bytes() == b"1"


def test_a_damaged_archive_is_downloaded_again(http_task, into, server: FileServer):
    whole = archive_of(a=BODY)
    server.files["/all.tar.gz"] = whole[:-20]
    assert failure(http_task("/all.tar.gz"), into) == (
        f"{server.url}/all.tar.gz: can't be unpacked: "
        "Compressed file ended before the end-of-stream marker was reached; run it again to "
        "download it anew, or unpack it by hand and point fetch.sources.flows at a local copy "
        "(kind: local)"
    )
    server.faults = [None]
    server.files["/all.tar.gz"] = whole
    fetch(http_task("/all.tar.gz"), into)
    assert server.requests[-1][2].get("If-None-Match") is None
    assert (into / "set/a.csv").read_bytes() == BODY


def test_wrong_patterns_do_not_cost_the_downloaded_archive(http_task, into, server):
    server.files["/all.tgz"] = archive_of(a=b"1")
    assert "matches 'b/*'" in failure(http_task("/all.tgz", files=["b/*"]), into)
    fetch(http_task("/all.tgz"), into)
    assert server.requests[-1][2]["If-None-Match"]

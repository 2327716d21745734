import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.sources.archive import DamagedArchive, unpack


@pytest.fixture
def unpacked(make_task, into):
    """Unpacks an archive of that name; returns the files' text by path."""

    def run(name: str, **source) -> dict[str, str]:
        task = make_task(f"https://example.org/{name}", kind="http", **source)
        unpack(Path(name), into, task)
        files = (file for file in into.rglob("*") if file.is_file())
        return {file.relative_to(into).as_posix(): file.read_text() for file in files}

    return run


def tar(name: str, *members: tarfile.TarInfo | str) -> None:
    """An archive of these members; a plain name stands for a file that holds its name."""
    mode = "w" if name.endswith(".tar") else "w:gz"
    with tarfile.open(name, mode) as archive:
        for member in members:
            if isinstance(member, str):
                info = tarfile.TarInfo(member)
                info.size = len(member)
                archive.addfile(info, io.BytesIO(member.encode()))
            else:
                archive.addfile(member)


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zipped(name: str, *members: str) -> None:
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, member)


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz", "x.tgz"])
def test_unpacks_tar(unpacked, name):
    tar(name, "./a.csv", "one/b.csv", "one/.hidden")
    assert unpacked(name) == {"a.csv": "./a.csv", "one/b.csv": "one/b.csv"}


def test_unpacks_zip(unpacked):
    zipped("x.zip", "a.csv", "one/", "one/b.csv", "__MACOSX/._a.csv")
    assert unpacked("x.zip") == {"a.csv": "a.csv", "one/b.csv": "one/b.csv"}


@pytest.mark.parametrize(("make", "name"), [(tar, "x.tar"), (zipped, "x.zip")])
def test_unpacks_only_what_the_patterns_match(unpacked, make, name):
    make(name, "a.csv", "one/b.csv")
    assert unpacked(name, files=["one/*"]) == {"one/b.csv": "one/b.csv"}


@pytest.mark.parametrize(("make", "name"), [(tar, "x.tar"), (zipped, "x.zip")])
def test_patterns_that_match_nothing_are_an_error(unpacked, make, name):
    make(name, "a.csv")
    with pytest.raises(PipelineError) as error:
        unpacked(name, files=["*.tf"])
    assert str(error.value) == (
        f"fetch.sources.flows.files: no file of https://example.org/{name} matches '*.tf'; "
        "correct the patterns; '**/*' takes every file"
    )
    assert not isinstance(error.value, DamagedArchive)


def test_links_within_a_tar_leave_no_link(unpacked, into):
    tar("x.tar", "a.csv", link("soft.csv", "a.csv"), link("hard.csv", "a.csv", tarfile.LNKTYPE))
    assert unpacked("x.tar") == {"a.csv": "a.csv", "hard.csv": "a.csv"}
    (into / "hard.csv").write_text("changed")
    assert (into / "a.csv").read_text() == "a.csv"


def test_links_within_a_zip_are_left_out(unpacked):
    info = zipfile.ZipInfo("soft.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile("x.zip", "w") as archive:
        archive.writestr("a.csv", "a")
        archive.writestr(info, "a.csv")
    assert unpacked("x.zip") == {"a.csv": "a"}


@pytest.mark.parametrize(
    "member",
    [
        "../evil",
        "one/../../evil",
        "/evil",
        link("l", "../evil"),
        link("l", "/etc/passwd"),
        link("l", "../evil", tarfile.LNKTYPE),
        link("device", "", tarfile.CHRTYPE),
    ],
    ids=str,
)
def test_a_tar_that_leads_out_of_the_folder_is_refused(unpacked, tmp_path, into, member):
    tar("x.tar", member, "a.csv")
    with pytest.raises(DamagedArchive) as error:
        unpacked("x.tar")
    assert str(error.value).startswith("https://example.org/x.tar: ")
    assert list(into.iterdir()) == []
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("member", ["../evil", "one/../../evil", "/evil"])
def test_a_zip_that_leads_out_of_the_folder_is_refused(unpacked, tmp_path, into, member):
    zipped("x.zip", member, "a.csv")
    with pytest.raises(DamagedArchive) as error:
        unpacked("x.zip")
    assert str(error.value) == (
        f"https://example.org/x.zip: the path {member!r} leads out of the archive; run it again "
        "to download it anew, or unpack it by hand and point fetch.sources.flows at a local copy "
        "(kind: local)"
    )
    assert list(into.iterdir()) == []
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz", "x.zip"])
def test_a_truncated_archive_is_damaged(unpacked, name):
    body = [f"{number}.csv" for number in range(300)]
    (zipped if name.endswith(".zip") else tar)(name, *body)
    whole = Path(name).read_bytes()
    Path(name).write_bytes(whole[: len(whole) * 2 // 3 + 7])
    with pytest.raises(DamagedArchive):
        unpacked(name)


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz", "x.zip"])
def test_something_else_is_damaged(unpacked, name):
    Path(name).write_text("<html>Please log in</html>")
    with pytest.raises(DamagedArchive, match="can't be unpacked"):
        unpacked(name)


def test_changed_bytes_of_a_zip_are_noticed(unpacked):
    with zipfile.ZipFile("x.zip", "w") as archive:
        archive.writestr("a.csv", "malicious")
    Path("x.zip").write_bytes(Path("x.zip").read_bytes().replace(b"malicious", b"benignant"))
    with pytest.raises(DamagedArchive) as error:
        unpacked("x.zip")
    assert "can't be unpacked: Bad CRC-32 for file 'a.csv'" in str(error.value)


def test_changed_bytes_of_a_tar_gz_are_noticed(unpacked):
    with tarfile.open("x.tar.gz", "w:gz", compresslevel=0) as archive:
        info = tarfile.TarInfo("a.csv")
        info.size = len(b"malicious")
        archive.addfile(info, io.BytesIO(b"malicious"))
    Path("x.tar.gz").write_bytes(Path("x.tar.gz").read_bytes().replace(b"malicious", b"benignant"))
    with pytest.raises(DamagedArchive, match="can't be unpacked: CRC check failed"):
        unpacked("x.tar.gz")

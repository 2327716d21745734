from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.sources.local import fetch


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "one").mkdir(parents=True)
    (folder / "a.csv").write_text("a")
    (folder / "one" / "b.csv").write_text("b")
    (folder / ".hidden").write_text("h")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.parametrize("kind", ["local", "sample"])
def test_copies_the_visible_files_of_a_folder(make_task, folder, into, kind):
    fetch(make_task("mine", kind=kind), into)
    assert contents(into) == {"a.csv": "a", "one/b.csv": "b"}


def test_copies_are_not_links(make_task, folder, into):
    fetch(make_task("mine"), into)
    (into / "a.csv").write_text("changed")
    assert (folder / "a.csv").read_text() == "a"


def test_copies_a_single_file_under_its_name(make_task, folder, into):
    fetch(make_task("mine/one/b.csv"), into)
    assert contents(into) == {"b.csv": "b"}


def test_takes_only_what_the_patterns_match(make_task, folder, into):
    fetch(make_task("mine", files=["one/*"]), into)
    assert contents(into) == {"one/b.csv": "b"}


def test_a_link_inside_the_folder_is_copied_as_a_file(make_task, folder, into):
    (folder / "latest.csv").symlink_to("a.csv")
    (folder / "again").symlink_to("one")
    fetch(make_task("mine"), into)
    assert contents(into) == {"a.csv": "a", "latest.csv": "a", "one/b.csv": "b"}
    assert not (into / "latest.csv").is_symlink()


def test_a_folder_that_is_itself_a_link_is_read(make_task, folder, into, tmp_path):
    (tmp_path / "elsewhere").symlink_to(folder)
    fetch(make_task("elsewhere"), into)
    assert contents(into) == {"a.csv": "a", "one/b.csv": "b"}


@pytest.mark.parametrize("target", ["/etc/hostname", "../secret", "/etc", "../nowhere"])
def test_a_link_out_of_the_folder_is_refused(make_task, folder, into, tmp_path, target):
    (tmp_path / "secret").write_text("s")
    (folder / "escape").symlink_to(target)
    with pytest.raises(PipelineError) as error:
        fetch(make_task("mine"), into)
    assert str(error.value) == (
        "fetch.sources.flows.location: mine/escape is a symbolic link out of mine, "
        f"to {target}; replace the link by a copy of the file"
    )
    assert contents(into) == {}


def test_a_missing_path_is_named(make_task, into):
    with pytest.raises(PipelineError) as error:
        fetch(make_task("mine"), into)
    assert str(error.value) == (
        "fetch.sources.flows.location: mine does not exist; put the data there, "
        "or correct the path (it starts at the repository's top)"
    )


def test_an_empty_folder_is_named(make_task, into, tmp_path):
    (tmp_path / "mine").mkdir()
    with pytest.raises(PipelineError) as error:
        fetch(make_task("mine"), into)
    assert str(error.value) == (
        "fetch.sources.flows.location: mine holds no files; put the data there, or correct the path"
    )

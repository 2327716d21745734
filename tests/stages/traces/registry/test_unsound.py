"""Each unsound file with every line that it is refused with: unsound/*.yaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from stages.common.errors import PipelineError, PipelineErrors
from stages.traces.registry.load import load_domains

HERE = Path(__file__).parent
LIBRARY = (HERE / "library.yaml").read_text()
CASES = {
    f"{path.stem}: {name}": case
    for path in sorted((HERE / "unsound").glob("*.yaml"))
    for name, case in yaml.safe_load(path.read_text()).items()
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, made the current one, so that errors name files without it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(folder: Path) -> list[str]:
    with pytest.raises(PipelineErrors) as refused:
        load_domains(folder)
    return [str(problem) for problem in refused.value.problems]


def test_sound(folder: Path) -> None:
    (folder / "library.yaml").write_text(LIBRARY)
    assert list(load_domains(folder)) == ["Library"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('reader: "$find[0].reader"', "reader: Ada Low"),
        ("{loan_ids: $find.loan_id, until: 2026-12-01}", "{loan_ids: [LN-A001, LN-B002]}"),
        ("refund: 2.5", "refund: 2"),
        ("sensitivity: public", "sensitivity: public\n    auth: false"),
    ],
)
def test_sound_variants(old: str, new: str, folder: Path) -> None:
    assert old in LIBRARY
    (folder / "library.yaml").write_text(LIBRARY.replace(old, new))
    load_domains(folder)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_unsound(case: dict[str, Any], folder: Path) -> None:
    text = LIBRARY
    for old, new in case["edits"]:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "library.yaml").write_text(text)
    assert problems(folder) == case["says"]


def test_problems_of_all_files_at_once(folder: Path) -> None:
    (folder / "a.yaml").write_text("domain: [\n")
    (folder / "b.yaml").write_text("- domain\n")
    (folder / "c.yaml").write_bytes(b"domain: Caf\xc3\xa9\nabout: Caf\xe9\n")
    (folder / "d.yaml").write_text("")
    (folder / "library.yaml").write_text(LIBRARY.replace("gives: hold\n", "gives: holds\n"))
    assert problems(folder) == [
        "a.yaml:2: not valid YAML: did not find expected node content",
        "b.yaml:1: Input should be a valid dictionary or instance of Domain, not ['domain']",
        "c.yaml:2: not UTF-8",
        "d.yaml:1: Input should be a valid dictionary or instance of Domain, not None",
        "library.yaml:20: records.hold: no tool gives this record",
        "library.yaml:57: tools.library.place_hold.gives: no record 'holds'; did you mean 'hold'?",
    ]


def test_tool_of_two_domains(folder: Path) -> None:
    other = LIBRARY.replace("library.", "archive.").replace("domain: Library", "domain: Archive")
    (folder / "archive.yaml").write_text(other.replace("archive.scrap_book", "library.scrap_book"))
    (folder / "library.yaml").write_text(LIBRARY)
    assert problems(folder) == [
        "archive.yaml:93: tools.library.scrap_book: the id does not begin with archive.",
        "library.yaml:93: tools.library.scrap_book: archive.yaml has a tool of this id too",
    ]


def test_domain_twice(folder: Path) -> None:
    (folder / "books.yaml").write_text(LIBRARY)
    (folder / "library.yaml").write_text(LIBRARY)
    said = problems(folder)
    assert said[:2] == [
        "books.yaml:2: domain: 'Library' belongs in library.yaml; rename the file or the domain",
        "library.yaml:2: domain: books.yaml is Library too",
    ]
    assert len(said) == 2 + 8  # and each tool


def test_no_files(folder: Path) -> None:
    with pytest.raises(PipelineError) as refused:
        load_domains(folder / "domains")
    assert str(refused.value) == "domains: no domain files (*.yaml)"

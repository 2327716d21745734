from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from schemas.phrasing import Phrasing
from stages.common.errors import PipelineErrors
from stages.traces.oracle.phrasing import PHRASING, load_phrasing


def damaged(phrasing: Phrasing, **update: Any) -> dict[str, Any]:
    return {**phrasing.model_dump(mode="json"), **update}


def test_unknown_word(phrasing: Phrasing) -> None:
    words = {"by": ["{weekday} noon"]}
    with pytest.raises(ValidationError, match="no words"):
        Phrasing.model_validate(damaged(phrasing, words=words))


def test_unknown_part(phrasing: Phrasing) -> None:
    shapes = {"plain": [{"before": ["greting"], "weight": 1}]}
    with pytest.raises(ValidationError, match="no part 'greting'"):
        Phrasing.model_validate(damaged(phrasing, shapes=shapes))


def test_lines_are_written_as_inside_a_sentence(phrasing: Phrasing) -> None:
    lines = [x for part in phrasing.parts.values() for group in part.groups for x in group.lines]
    assert not [line for line in lines if line.endswith((".", "?", "!", ","))]
    assert not [
        x
        for x in lines
        if x[0].isupper() and x.split()[0] not in ("I", "I'm", "I'd", "I'll", "I've")
    ]


def test_nothing_is_there_twice(phrasing: Phrasing) -> None:
    people = phrasing.people
    for names in (people.first, people.last, people.hosts, phrasing.verbs):
        assert len(set(names)) == len(names)


def test_no_line_names_a_time_ahead_beside_a_deadline(phrasing: Phrasing) -> None:
    """Not `It's for the review tomorrow. We have until Friday.`"""
    loose = [
        line
        for part in phrasing.parts.values()
        for group in part.groups
        for line in group.lines
        if "{soon}" in line and not part.deadline and "free" not in group.needs
    ]
    assert loose == []


def test_what_is_wrong_with_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "phrasing.yaml"
    path.write_text("words: {}\nparts: {}\nwords: {}\n")
    with pytest.raises(PipelineErrors) as twice:
        load_phrasing(path)
    assert str(twice.value) == f"{path}:3: key 'words' is there twice, see line 1"
    path.write_text(PHRASING.read_text().replace("verbs:", "vebs:"))
    with pytest.raises(PipelineErrors, match="vebs: unknown key; did you mean 'verbs'"):
        load_phrasing(path)

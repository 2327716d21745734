from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.flows.csv_header import CsvHeader

PATH = Path("x.csv")


def test_names_are_bare_and_lower_case() -> None:
    header = CsvHeader.of(' Flow Duration,"Label", label ', PATH)
    assert header.names == ("flow duration", "label", "label")
    assert header.line == ' Flow Duration,"Label", label '


def test_the_first_of_equal_names_and_of_several_names_counts() -> None:
    header = CsvHeader.of("a|b|a|c", PATH, "|")
    assert header.at("a") == 0
    assert header.at("x", "c", "b") == 3
    assert header.at("x") is None
    assert header.positions({"one": ("b",), "two": ("x",)}) == {"one": 1}


def test_a_table_needs_a_label() -> None:
    assert CsvHeader.of("a,Labels", PATH).label("label", "labels") == 1
    with pytest.raises(PipelineError) as error:
        CsvHeader.of("a,b", PATH).label("label", "labels")
    assert str(error.value) == (
        "x.csv: no column 'label' among the 2 of the header; is the table labelled, and "
        "separated by commas?"
    )

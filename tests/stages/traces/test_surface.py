import subprocess
import sys

import pytest

import stages.traces

LOADED = "import sys, stages.traces; print([m for m in sys.modules if m.startswith('stages.')])"


@pytest.mark.parametrize("name", stages.traces.__all__)
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(stages.traces, name).__name__ == name


def test_another_name_is_an_error() -> None:
    with pytest.raises(ImportError, match="cannot import name 'Oracle'"):
        from stages.traces import Oracle  # noqa: F401


def test_the_package_alone_imports_no_part_of_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['stages.traces']\n"

from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.traces.transports.keys import load_keys


@pytest.fixture
def dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Says two keys; the environment says one of them otherwise."""
    path = tmp_path / ".env"
    path.write_text('KEY_A=sk-of-the-file\nexport KEY_B="sk-b"\nKEY_D=\n')
    monkeypatch.setenv("KEY_A", "sk-of-the-environment")
    for name in ("KEY_B", "KEY_C", "KEY_D"):
        monkeypatch.delenv(name, raising=False)
    return path


def test_the_environment_comes_before_the_file(dotenv: Path) -> None:
    found = load_keys(["KEY_B", "KEY_A"], dotenv)
    assert [*found.items()] == [("KEY_B", "sk-b"), ("KEY_A", "sk-of-the-environment")]


def test_the_file_need_not_exist(dotenv: Path) -> None:
    assert load_keys(["KEY_A"], dotenv / "nowhere") == {"KEY_A": "sk-of-the-environment"}


def test_all_that_are_missing_are_named(dotenv: Path) -> None:
    with pytest.raises(PipelineError) as error:
        load_keys(["KEY_A", "KEY_C", "KEY_D"], dotenv)
    assert str(error.value).split("\nerror: ") == [
        f"runtime.oracle.keys: {name} is not set; export {name}=..., or write it to .env"
        for name in ("KEY_C", "KEY_D")
    ]
    assert "sk-" not in str(error.value)

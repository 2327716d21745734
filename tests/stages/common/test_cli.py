"""How a stage script ends."""

import argparse
from collections.abc import Callable

import pytest

from stages.common.cli import parser, run
from stages.common.errors import PipelineError, PipelineErrors


def end(monkeypatch: pytest.MonkeyPatch, stage: Callable[[], None], *args: str) -> object:
    """The exit code or message of a script whose stage does this."""
    monkeypatch.setattr("sys.argv", ["stage", *args])

    def body(_: argparse.Namespace) -> None:
        stage()

    with pytest.raises(SystemExit) as caught:
        run(body, parser("A stage."))
    return caught.value.code


def failing(error: BaseException) -> Callable[[], None]:
    def stage() -> None:
        raise error

    return stage


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PipelineError("what", where="a:3", fix="do this"), "error: a:3: what; do this"),
        (PipelineError("of\ntwo  lines"), "error: of two lines"),
        (
            PipelineErrors([PipelineError("one"), PipelineError("two", where="b")]),
            "error: one\nerror: b: two",
        ),
        (
            OSError(28, "No space left on device", "data/x"),
            "error: data/x: No space left on device",
        ),
        (KeyboardInterrupt(), "error: interrupted; run it again to go on"),
    ],
)
def test_an_error_is_a_line(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, message: str
) -> None:
    assert end(monkeypatch, failing(error)) == message


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["stage", "--debug"])
    with pytest.raises(PipelineError):
        run(lambda _: failing(PipelineError("what"))(), parser("A stage."))


def test_help_shows_the_docstring(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert end(monkeypatch, lambda: None, "--help") == 0
    assert "A stage." in capsys.readouterr().out

"""Whatever is done to a file, it is loaded or refused with a line of that file."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from stages.common.errors import PipelineErrors
from stages.traces.registry.load import load_domains

LINES = (Path(__file__).parent / "library.yaml").read_text().splitlines(keepends=True)
INDEX = st.integers(0, len(LINES) - 1)
SCRAPS = st.sampled_from(
    [
        "",
        "- ",
        "{",
        "}",
        "[",
        "]",
        '"',
        ": ",
        "#",
        "$",
        "$find",
        "&a ",
        "*a",
        "!b ",
        "null",
        "7",
        "\t",
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The sound file with a line gone, moved, or with a scrap somewhere in it."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 3))):
        line = lines.pop(draw(st.integers(0, len(lines) - 1)))
        if draw(st.booleans()):
            lines.insert(draw(st.integers(0, len(lines) - 1)), line)
        else:
            at = draw(st.integers(0, len(line) - 1))
            lines.insert(draw(INDEX) % len(lines), line[:at] + draw(SCRAPS) + line[at:])
    return "".join(lines)


@settings(deadline=None, max_examples=60)
@given(damaged())
def test_refused_at_a_line_of_the_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "library.yaml").write_text(text)
        try:
            load_domains(Path(folder))
        except PipelineErrors as error:
            for problem in error.problems:
                assert problem.where
                line = int(problem.where.rpartition(":")[2])
                assert 1 <= line <= text.count("\n") + 2

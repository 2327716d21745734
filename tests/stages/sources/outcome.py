"""What a fetcher left, or said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.sources.task import Task


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def failure(fetch: Callable[[Task, Path], None], task: Task, into: Path) -> str:
    """The line that a fetcher fails with."""
    with pytest.raises(PipelineError) as error:
        fetch(task, into)
    return str(error.value)

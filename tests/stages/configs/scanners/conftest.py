"""Fake scanners."""

from collections.abc import Callable
from pathlib import Path

import pytest

from schemas.e2 import TOOLS, Tool
from stages.configs.scanners.scan import Scanners
from stages.configs.scanners.toolbox import Toolbox
from tests.stages.configs.scanners import fakes
from tests.stages.configs.scanners.inputs import VERSIONS

MakeScanners = Callable[..., Scanners]


@pytest.fixture
def tools(tmp_path: Path) -> dict[Tool, fakes.Fake]:
    """A fake of each scanner."""
    return {tool: fakes.make(tmp_path / tool, tool) for tool in TOOLS}


@pytest.fixture
def make_scanners(tools: dict[Tool, fakes.Fake]) -> MakeScanners:
    """Scanners with the fakes, or some of them; keywords are those of the real ones."""

    def make(
        *names: Tool, workers: int = 2, timeout: float = 30, record: Path | None = None
    ) -> Scanners:
        programs = {tool: tools[tool].program for tool in names or TOOLS}
        return Scanners(Toolbox(programs, VERSIONS, timeout), workers, record)

    return make

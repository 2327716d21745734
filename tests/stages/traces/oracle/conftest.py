from pathlib import Path

import pytest

from schemas.domain import Domain
from schemas.phrasing import Phrasing
from stages.traces.oracle.phrasing import load_phrasing
from stages.traces.oracle.template import TemplateOracle
from stages.traces.registry.load import load_domains

LIBRARY = Path(__file__).parents[1] / "registry" / "library.yaml"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Domain:
    """A small domain whose every word the tests know."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "library.yaml").write_text(LIBRARY.read_text())
    return load_domains(folder)["Library"].domain


@pytest.fixture(scope="session")
def phrasing() -> Phrasing:
    return load_phrasing()


@pytest.fixture(scope="session")
def oracle() -> TemplateOracle:
    return TemplateOracle(load_domains(), seed=11, created_at="2026-11-22T00:00:00Z")

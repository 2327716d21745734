"""An OracleAgent that asks the local server."""

from pathlib import Path
from typing import Any

import yaml

from stages.traces.oracle_agent import OracleAgent
from tests.stages.traces.transports.asking import SOON, params


def agent(folder: Path, key: str | None = "test-key", **runtime: Any) -> OracleAgent:
    """With the parameters of the repository, and a ledger in `folder`."""
    values = params().model_dump(mode="json", by_alias=True)
    oracle = values["runtime"]["oracle"]
    oracle |= {"ledger": str(folder / "ledger"), **runtime}
    oracle["batch"] |= SOON
    path = folder / "params.yaml"
    path.write_text(yaml.safe_dump(values))
    return OracleAgent(key, path)

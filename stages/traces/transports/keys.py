"""API keys: secrets from the environment or from .env, known by the names of their variables."""

import os
from collections.abc import Sequence
from pathlib import Path

from dotenv import dotenv_values

from stages.common.errors import PipelineError, PipelineErrors

WHERE = "runtime.oracle.keys"


def load_keys(names: Sequence[str], dotenv: Path = Path(".env")) -> dict[str, str]:
    """The keys by name. Raises PipelineErrors with a line for each that is not set."""
    from_file = dotenv_values(dotenv)
    found = {name: (os.environ.get(name) or from_file.get(name) or "").strip() for name in names}
    if missing := [name for name, key in found.items() if not key]:
        raise PipelineErrors(
            PipelineError(
                f"{name} is not set", where=WHERE, fix=f"export {name}=..., or write it to .env"
            )
            for name in missing
        )
    return found

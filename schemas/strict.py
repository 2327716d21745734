"""The base of every model here: unknown keys are errors, values do not change."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """An immutable model that rejects unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

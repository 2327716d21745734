"""Parameters of the stage build-e2."""

from pydantic import Field, field_validator

from schemas.strict import Strict


class LangParams(Strict):
    """One language."""

    sources: tuple[str, ...]
    """Names in fetch.sources whose files are read; none leaves the language out."""

    limit: int | None = Field(ge=1)
    """Most rows; null for all."""

    @field_validator("sources")
    @classmethod
    def _distinct(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for index, name in enumerate(value):
            if name in value[:index]:
                raise ValueError(f"{name} is named twice")
        return value


class BuildE2Params(Strict):
    """Section `build_e2`."""

    k8s: LangParams
    terraform: LangParams

    seed: int = Field(ge=0, lt=2**63)
    """Decides which files are taken where there are more than the limit."""

    max_bytes: int = Field(ge=1)
    """Files larger than this are rejected unread."""

    max_faults: float = Field(ge=0, le=1)
    """Largest share of the files of a language's type that may be rejected as faulty."""

    timeout: float = Field(gt=0)
    """Seconds that a scanner may take for one share of the files."""

    patches: str = Field(min_length=1)
    """Folder of hand-written patches, <source>/*.patch."""

    replay: bool
    """Whether a scanner that can't be had is replaced by the record of the samples."""

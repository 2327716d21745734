"""The models that the server knows."""

from dataclasses import dataclass
from typing import Any, Literal

EFFORTS = ("low", "medium", "high", "xhigh", "max")
THINKING = ("adaptive", "between_tools", "disabled", "enabled")
OTHERS = ("citations", "code_execution", "image_input", "pdf_input")


@dataclass(frozen=True)
class Known:
    """A model and what it can do."""

    id: str
    name: str
    line: str
    max_tokens: int
    structured: bool = True
    efforts: tuple[str, ...] = ("low", "medium", "high", "max")
    thinking: tuple[str, ...] = ("adaptive", "disabled")
    lifecycle: Literal["active", "retired"] = "active"

    def told(self) -> dict[str, Any]:
        """As GET /v1/models/{id} says it."""
        gone = "2026-03-01T00:00:00Z" if self.lifecycle == "retired" else None
        return {
            "type": "model",
            "id": self.id,
            "display_name": self.name,
            "line": self.line,
            "created_at": "2026-02-01T00:00:00Z",
            "deprecated_at": gone,
            "retires_at": gone,
            "lifecycle": self.lifecycle,
            "max_input_tokens": 200_000,
            "max_tokens": self.max_tokens,
            "capabilities": self._capabilities(),
        }

    def _capabilities(self) -> dict[str, Any]:
        return {
            "batch": _supported(True),
            "structured_outputs": _supported(self.structured),
            "effort": _each(EFFORTS, self.efforts),
            "thinking": {
                **_supported(bool(self.thinking)),
                "types": {one: _supported(one in self.thinking) for one in THINKING},
            },
            "context_management": _supported(False),
            "server_tools": _each(("code_execution", "web_search"), ()),
            **{one: _supported(False) for one in OTHERS},
        }


def _supported(supported: bool) -> dict[str, bool]:
    return {"supported": supported}


def _each(names: tuple[str, ...], able: tuple[str, ...]) -> dict[str, Any]:
    return {**_supported(bool(able)), **{one: _supported(one in able) for one in names}}


MODELS = {
    model.id: model
    for model in (
        Known("claude-sonnet-5-5", "Claude Sonnet 5.5", "sonnet", 128_000),
        Known("claude-haiku-5-5", "Claude Haiku 5.5", "haiku", 128_000),
        Known("claude-old-1", "Claude Old 1", "sonnet", 8192, lifecycle="retired"),
        Known("claude-plain-1", "Claude Plain 1", "haiku", 4096, False, (), ()),
        Known("synthetic", "What this server is", "none", 128_000),
    )
}

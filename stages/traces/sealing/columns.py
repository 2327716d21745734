"""The columns of the sealed files."""

from typing import Any

import pyarrow as pa

_TEXT, _NUMBER, _TEXTS = pa.string(), pa.int64(), pa.list_(pa.string())

_CANDIDATE = {
    "row": _NUMBER,
    "domain": _TEXT,
    "intent": _TEXT,
    "attempt": _NUMBER,
    "keys": _TEXTS,
}

TRACES: Any = pa.schema(
    {
        **_CANDIDATE,
        "text": _TEXT,
        "moment": _TEXT,
        "plan": pa.json_(),
        "models": pa.json_(),
    }
)
REJECTED: Any = pa.schema(
    {
        **_CANDIDATE,
        "phase": _TEXT,
        "codes": _TEXTS,
        "problems": _TEXTS,
        "text": _TEXT,
    }
)
ANSWERS: Any = pa.schema(
    {
        **dict.fromkeys(
            (
                "key",
                "phase",
                "domain",
                "transport",
                "model",
                "served",
                "message",
                "stop_reason",
                "text",
                "refusal",
            ),
            _TEXT,
        ),
        **dict.fromkeys(
            ("input", "cache_write_5m", "cache_write_1h", "cache_read", "output"), _NUMBER
        ),
    }
)
"""Those of the ledger's table, but for the id."""

"""A list, page by page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tests.servers.claude.errors import invalid

One = TypeVar("One")
MOST = 1000


def page(
    ids: Sequence[str], query: Mapping[str, str], told: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """The ids next to `after_id` or before `before_id`, each as it is told."""
    limit = _limit(query.get("limit", "20"))
    if before := query.get("before_id"):
        end = _place(ids, before, "before_id")
        start = max(0, end - limit)
        more = start > 0
    else:
        start = _place(ids, query["after_id"], "after_id") + 1 if "after_id" in query else 0
        end = min(len(ids), start + limit)
        more = end < len(ids)
    shown = ids[start:end]
    return {
        "data": [told(one) for one in shown],
        "has_more": more,
        "first_id": shown[0] if shown else None,
        "last_id": shown[-1] if shown else None,
    }


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise invalid(f"limit: Input should be from 1 to {MOST}")
    return int(text)


def _place(ids: Sequence[str], wanted: str, name: str) -> int:
    if wanted not in ids:
        raise invalid(f"{name}: no such object")
    return ids.index(wanted)

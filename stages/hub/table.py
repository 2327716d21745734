"""A plan as a table for people."""

from collections.abc import Iterator

from stages.hub.plan import Plan, PlannedRepository, PlannedSplit

HEADER = ("config", "split", "rows", "from")

NAMED = 3
"""Files of a split that are named; of more only the first is."""


def table(plan: Plan) -> str:
    """What would go where, repository by repository."""
    return "\n".join(line for planned in plan.repositories for line in _repository(planned))


def _repository(planned: PlannedRepository) -> Iterator[str]:
    verdict = "would be pushed" if planned.allowed else "REFUSED"
    yield f"{planned.repository} ({planned.visibility}): {verdict}"
    yield f'  commit "{planned.commit_message}"'
    yield from (f"  refused: {reason}" for reason in planned.refused)
    lines = [HEADER, *map(_cells, planned.splits)]
    width = max(len(config) for config, *_ in lines)
    for config, split, rows, origin in lines:
        yield f"  {config:<{width}}  {split:<7}{rows:>9}  {origin}"
    yield ""


def _cells(split: PlannedSplit) -> tuple[str, str, str, str]:
    names = [file.path for file in split.files]
    shown = ", ".join(names) if len(names) <= NAMED else f"{names[0]} and {len(names) - 1:,} more"
    chosen = "".join(f" where {key} = {value}" for key, value in split.select.items())
    return split.config, split.split, f"{split.rows:,}", shown + chosen

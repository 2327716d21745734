"""Bounds that keep hostile files harmless."""

from stages.configs.yaml.nodes import Node
from stages.configs.yaml.problem import Problem

MOST_LEVELS = 100
"""Collections in one another, those behind aliases included. Real files have about 20."""

MOST_COPIES = 10_000
"""Nodes that aliases add to a document by standing for others."""

NODE_LENGTH = 100
"""Characters of a scalar that count as one node."""


def require_depth(levels: int, index: int) -> None:
    """Raises Problem `too-deep`."""
    if levels > MOST_LEVELS:
        raise Problem("too-deep", f"more than {MOST_LEVELS} levels", index)


class Copies:
    """What the aliases of a document add to it."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, target: Node, index: int) -> None:
        """Count a copy; raises Problem `alias-bomb` above the bound."""
        self._count += target.size
        if self._count > MOST_COPIES:
            raise Problem("alias-bomb", f"aliases add more than {MOST_COPIES:,} nodes", index)

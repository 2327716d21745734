"""Fixes of secrets in the file."""

import re
from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.terraform.place import lookup
from stages.configs.module import Expr
from stages.configs.parsed import Append, Op, Path, Set


def move_to_variable(value: Mapping[str, Any], path: Path) -> list[Op]:
    """A sensitive variable in the place of the secret, which whoever applies has to set."""
    if not isinstance(lookup(value, path), str) or not isinstance(path[-1], str):
        return []
    labels = lookup(value, (*path[:2], "labels"))
    name = re.sub(r"\W", "_", "_".join([*labels[-1:], path[-1]]))
    if any(block["type"] == "variable" and block["labels"] == [name] for block in value["blocks"]):
        return []
    body = {"type": Expr("string"), "sensitive": True}
    variable = {"type": "variable", "labels": [name], "body": body}
    return [Set(path, Expr(f"var.{name}")), Append(("blocks",), variable)]

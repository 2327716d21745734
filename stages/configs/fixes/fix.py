"""What a fix is."""

from collections.abc import Callable, Mapping
from typing import Any

from stages.configs.parsed import Op, Path

Fixer = Callable[[Mapping[str, Any], Path], list[Op]]
"""From the value of a file and the path of a finding to changes; none if it can't be mended here.

The changes of several fixes are made one after the other, removals last.
"""

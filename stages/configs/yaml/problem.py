"""What makes a text unusable, at a place."""

import re

from stages.configs.parsed import Unusable

_TEMPLATE = re.compile(r"\{\{|\{%")


class Problem(Exception):
    """One of the reasons of Unusable, at an index of the text."""

    def __init__(self, reason: str, detail: str, index: int) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail, self.index = reason, detail, index

    def within(self, text: str) -> Unusable:
        """The exception for a file; what is not YAML but has template marks is a template."""
        line = text.count("\n", 0, self.index) + 1
        if self.reason == "not-yaml" and _TEMPLATE.search(text):
            return Unusable("template", self.detail, line)
        return Unusable(self.reason, self.detail, line)

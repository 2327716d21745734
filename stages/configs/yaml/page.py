"""A text to be changed, and how it is written: what new lines in it should look like."""

from dataclasses import dataclass

from stages.configs.yaml.nodes import Collection, Document, Mapping, Node, Sequence
from stages.configs.yaml.space import column

_STEP = 2
_DASH = 0
"""As in most of what kubectl prints and documents."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text with the style of one of its documents."""

    text: str

    newline: str = "\n"

    step: int = _STEP
    """Columns from a key to the keys below it."""

    dash: int = _DASH
    """Columns from a key to the dashes below it."""

    def put(self, start: int, end: int, new: str) -> str:
        """The text with something else between two indices."""
        return self.text[:start] + new + self.text[end:]

    def lines(self, lines: list[str], columns: int = 0) -> str:
        """Lines as one string, each that many columns further to the right."""
        return self.newline.join(" " * columns + line for line in lines)


def page_of(text: str, document: Document) -> Page:
    """The style of the first mapping and of the first list below a key of the document."""
    steps: dict[type[Node], int] = {}
    waiting: list[Node] = [document.root]
    while waiting and len(steps) < 2:
        node = waiting.pop()
        if isinstance(node, Collection) and not node.flow:
            if isinstance(node, Mapping):
                _note(text, node, steps)
            waiting += reversed(list(node.children()))
    first_line = text[: text.find("\n") + 1]
    newline = "\r\n" if first_line.endswith("\r\n") else "\n"
    return Page(text, newline, steps.get(Mapping, _STEP), steps.get(Sequence, _DASH))


def _note(text: str, node: Mapping, steps: dict[type[Node], int]) -> None:
    for child in node.children():
        if isinstance(child, Collection) and not child.flow:
            steps.setdefault(type(child), column(text, child.body) - column(text, node.body))

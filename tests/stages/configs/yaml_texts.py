"""YAML in many styles: the same value, written in every way that people do."""

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

KEYS = ["name", "image", "spec", "on", "1", "app.kubernetes.io/name", "a b", "é"]
WORDS = ["web", "nginx:1.2", "true", "1", "n", "null", "~", "1e3", "#x", "a: b", "é", "", "x\ny\n"]

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-100, 100),
    st.sampled_from([0.5, -1.25]),
    st.sampled_from(WORDS),
    st.text("ab:# -'\"{}[],&*!|>%@`\\\n", max_size=6),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
    ),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4).map(
    lambda body: {"apiVersion": "v1", "kind": "Pod", **body}
)
RANDOMS = st.integers(0, 2**40).map(Random)
"""Not Hypothesis's own randoms, which give nearly the same style each time."""


def written(value: dict[str, Any], random: Random) -> str:
    """A manifest of one document in a style that `random` decides."""
    writer = Writer(random)
    lines = ["---"] * random.choice([0, 0, 1]) + writer.notes(0) + writer.block(value, 0)
    text = "\n".join(lines) + "\n" * (writer.open_end or random.random() < 0.7)
    if random.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return "\ufeff" * (random.random() < 0.1) + text


class Writer:
    """Writes values in one style."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice([1, 2, 2, 2, 4])
        self.dash = random.choice([0, 0, self.step])
        self.gap = random.choice([2, 2, 2, 4])
        self.comments = random.choice([0, 0.3])
        self.flow = random.choice([0, 0.2, 0.6])
        self.open_end = False
        """Whether the text would mean something else without a final line feed."""

    def maybe(self, share: float) -> bool:
        return self.random.random() < share

    def notes(self, columns: int) -> list[str]:
        """Comments and empty lines between two parts."""
        if not self.maybe(self.comments):
            return []
        note = " " * self.random.choice([0, columns, columns + 1]) + "# note:\t- x"
        return self.random.choice([[note], [""], ["", note], [note, "  "]])

    def behind(self) -> str:
        return "  #\tbehind: {" if self.maybe(self.comments) else ""

    def block(self, value: Any, columns: int) -> list[str]:
        """A collection that is not empty."""
        pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        lines: list[str] = []
        for key, item in pairs:
            lines += self.notes(columns) if lines else []
            lines += self.part(key, item, columns)
        return lines

    def part(self, key: str | None, value: Any, columns: int) -> list[str]:
        """An entry of a mapping, or an item of a list."""
        pad = " " * columns
        head = pad + ("-" if key is None else self.word(key) + ":")
        if not value or not isinstance(value, dict | list) or self.maybe(self.flow):
            return self.inline(head, value, columns)
        if key is None and self.maybe(0.9):
            first, *rest = self.block(value, columns + self.gap)
            return [pad + "-".ljust(self.gap) + first.strip(" "), *rest]
        indent = self.dash if isinstance(value, list) and key is not None else self.step
        return [head + self.behind(), *self.notes(columns), *self.block(value, columns + indent)]

    def inline(self, head: str, value: Any, columns: int) -> list[str]:
        """A part whose value begins beside it, or below it in one piece."""
        pad = " " * (columns + 4)
        if value is None and self.maybe(0.5):
            return [head + self.behind()]
        if isinstance(value, str) and self.maybe(0.5) and _can_be_literal(value):
            header = {0: "|-", 1: "|"}[value.count("\n") - value.rstrip("\n").count("\n")]
            self.open_end |= header == "|"
            lines = value.rstrip("\n").split("\n")
            return [f"{head} {header}{self.behind()}", *(pad + line for line in lines)]
        first, *rest = self.pieces(value)
        lines = [*([head, pad + first] if self.maybe(0.1) else [f"{head} {first}"])]
        lines += [pad + line for line in rest]
        return [*lines[:-1], lines[-1] + self.behind()]

    def pieces(self, value: Any) -> list[str]:
        """A value on one line, or a collection as JSON on several."""
        if isinstance(value, dict | list) and value and self.maybe(0.3):
            return json.dumps(value, indent=2).splitlines()
        return [self.on_one_line(value)]

    def on_one_line(self, value: Any) -> str:
        end = self.random.choice(["", "", ",", " "]) if value else ""
        if isinstance(value, dict):
            pairs = value.items()
            inner = ", ".join(f"{self.word(key)}: {self.on_one_line(item)}" for key, item in pairs)
            return "{" + inner + end + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.on_one_line, value)) + end + "]"
        return self.word(value) if isinstance(value, str) else json.dumps(value)

    def word(self, text: str) -> str:
        """A string in any quotes, or in none where nothing can be mistaken."""
        ways = [json.dumps(text, ensure_ascii=False)]
        if "\n" not in text:
            ways.append("'" + text.replace("'", "''") + "'")
        if text in ("name", "image", "spec", "apiVersion", "kind", "v1", "Pod", "web", KEYS[5]):
            ways += [text] * 3
        return self.random.choice(ways)


def _can_be_literal(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return all(line and not line.startswith(" ") for line in lines)

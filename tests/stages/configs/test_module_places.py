"""Lines of paths, and paths of lines."""

import pytest

from stages.configs.module import parse_module
from stages.configs.parsed import Path

FILE = """\
# é
resource "aws_x" "a" {
  name = "ü" # é

  tags = {
    A = 1
    B = [
      "x", "y",
      { k = 1 },
    ]
  }
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
    }]
  })

  rule { on = true }
  rule {
    text = <<-E
      a
      b
    E
  }

  dynamic "part" {
    content {
      on = var.b ? 1 : (
        2
      )
    }
  }
}

output "o" {}
"""

A: Path = ("blocks", 0)
N: Path = (*A, "body")
PLACES: list[tuple[Path, int]] = [
    (A, 2),
    ((*N, "name"), 3),
    ((*N, "tags"), 5),
    ((*N, "tags", "A"), 6),
    ((*N, "tags", "B"), 7),
    ((*N, "tags", "B", 0), 8),
    ((*N, "tags", "B", 2), 9),
    ((*N, "policy"), 12),
    ((*N, "policy", "__args__", 0, "Statement"), 13),
    ((*N, "policy", "__args__", 0, "Statement", 0, "Effect"), 14),
    ((*N, "rule", 0), 18),
    ((*N, "rule", 1), 19),
    ((*N, "rule", 1, "text"), 20),
    ((*N, "dynamic", 0), 26),
    ((*N, "dynamic", 0, "content", 0), 27),
    ((*N, "dynamic", 0, "content", 0, "on"), 28),
    (("blocks", 1), 35),
]
"""Of parts that are the first on their lines."""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("path", "line"), PLACES)
def test_a_line_and_its_part(path: Path, line: int, newline: str) -> None:
    module = parse_module(FILE.replace("\n", newline))
    assert module.line(path) == line
    assert module.at(line) == path


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("documents", 0), 1),
        (("blocks",), 2),
        (("blocks", 7), 2),
        ((*A, "type"), 2),
        ((*A, "labels", 1), 2),
        (N, 2),
        ((*N, "missing"), 2),
        ((*N, "name", "deeper"), 3),
        ((*N, "tags", "B", 1), 8),
        ((*N, "tags", "B", 2, "k"), 9),
        ((*N, "tags", "B", -1), 7),
        ((*N, "rule"), 18),
        ((*N, "rule", 0, "on"), 18),
        ((*N, "rule", 2), 18),
        ((*N, "dynamic", 0, "__labels__", 0), 26),
        ((*N, "dynamic", 0, "content", 0, "on", "__expr__"), 28),
    ],
)
def test_the_deepest_part_that_is_there(path: Path, line: int) -> None:
    assert parse_module(FILE).line(path) == line


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (1, ()),
        (4, A),
        (10, (*N, "tags", "B")),
        (11, (*N, "tags")),
        (15, (*N, "policy", "__args__", 0, "Statement", 0)),
        (16, (*N, "policy", "__args__", 0)),
        (21, (*N, "rule", 1, "text")),
        (24, (*N, "rule", 1)),
        (29, (*N, "dynamic", 0, "content", 0, "on")),
        (31, (*N, "dynamic", 0, "content", 0)),
        (33, A),
        (34, ()),
        (36, ()),
        (99, ()),
    ],
)
def test_what_surrounds_a_line(line: int, path: Path) -> None:
    assert parse_module(FILE).at(line) == path


def test_of_parts_on_one_line_the_first_outermost() -> None:
    module = parse_module("a {\n  b = [{\n    c = 1 }, { c = 2 }, {\n    c = 3\n  }]\n}\n")
    assert module.at(3) == ("blocks", 0, "body", "b", 1)
    assert module.at(4) == ("blocks", 0, "body", "b", 2, "c")

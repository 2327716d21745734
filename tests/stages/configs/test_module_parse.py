"""What a Terraform file stands for, and which files are none."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.configs.module import parse_module
from stages.configs.parsed import Unusable


def body(text: str) -> Any:
    (block,) = parse_module(f"locals {{\n{text}\n}}\n").value["blocks"]
    return block["body"]


def expression(text: str) -> Any:
    return {"__expr__": text}


def call(text: str, name: str, *arguments: Any) -> Any:
    return {"__expr__": text, "__call__": name, "__args__": list(arguments)}


FILE = """\
# Logs.
resource "aws_s3_bucket" "logs" {
  bucket = "logs" // why
  acl    = var.acl /* not public */
  tags   = { Team = "a", "cost-centre" : 4, }

  lifecycle_rule { enabled = true }
  lifecycle_rule {
    expiration {
      days = 90
    }
  }

  dynamic "logging" {
    for_each = var.targets
    content {
      target_bucket = logging.value
    }
  }
}

variable region {}
"""


def test_a_file() -> None:
    assert parse_module(FILE).value == {
        "blocks": [
            {
                "type": "resource",
                "labels": ["aws_s3_bucket", "logs"],
                "body": {
                    "bucket": "logs",
                    "acl": {"__expr__": "var.acl"},
                    "tags": {"Team": "a", "cost-centre": 4},
                    "lifecycle_rule": [{"enabled": True}, {"expiration": [{"days": 90}]}],
                    "dynamic": [
                        {
                            "__labels__": ["logging"],
                            "for_each": {"__expr__": "var.targets"},
                            "content": [{"target_bucket": {"__expr__": "logging.value"}}],
                        }
                    ],
                },
            },
            {"type": "variable", "labels": ["region"], "body": {}},
        ]
    }


VALUES = [
    ("true", True),
    ("null", None),
    ("0", 0),
    ("-17", -17),
    ("- 1.50", -1.5),
    ("007", 7),
    ("123456789012345678901234567890", 123456789012345678901234567890),
    ("9" * 400, expression("9" * 400)),
    ('""', ""),
    (r'"a\n\t\"b\"\\ \u00e9 \U0001F600"', 'a\n\t"b"\\ é \U0001f600'),
    ('"$${a} %%{b} $ % 100% $$"', "${a} %{b} $ % 100% $$"),
    ('"#fff // a /* b"', "#fff // a /* b"),
    ('" é ü "', " é ü "),
    ('"x-${var.y}"', expression('"x-${var.y}"')),
    ('"%{ if a }b%{ endif }"', expression('"%{ if a }b%{ endif }"')),
    ("var.a[0].b", expression("var.a[0].b")),
    ("a ? b : c", expression("a ? b : c")),
    ("1 + 1", expression("1 + 1")),
    ("!a", expression("!a")),
    ("(1)", expression("(1)")),
    ("-a", expression("-a")),
    ("[for a in b : a if c]", expression("[for a in b : a if c]")),
    ("{ for a, b in c : a => b... }", expression("{ for a, b in c : a => b... }")),
    ("a.*.b", expression("a.*.b")),
    ("[]", []),
    ('[1, "a", [var.b], {}, # c\n]', [1, "a", [expression("var.b")], {}]),
    ("{\n  a = 1\n  # b\n  c : 2, d = 3\n}", {"a": 1, "c": 2, "d": 3}),
    (
        '{ "a b" = 1, (var.c) = 2, "${d}" = 3, true = 4, 5 = 6 }',
        {"a b": 1, "(var.c)": 2, '"${d}"': 3, "true": 4, "5": 6},
    ),
    ("{ a = 1, a = 2 }", {"a": 2}),
    ("f()", call("f()", "f")),
    ('f({ a = ["*"] })', call('f({ a = ["*"] })', "f", {"a": ["*"]})),
    (
        "f(\n  1, # a\n  g(h),\n)",
        call("f(\n  1, # a\n  g(h),\n)", "f", 1, call("g(h)", "g", expression("h"))),
    ),
    ("p::a::f(1)", call("p::a::f(1)", "p::a::f", 1)),
    ("f(a...).b", expression("f(a...).b")),
    ("<<E\nE", ""),
    ('<<E\n  a "b" \\n $${c}\n\n E2\n  E', '  a "b" \\n ${c}\n\n E2\n'),
    ("<<-E\n    a\n\n      b\n\n  E", "a\n\n  b\n\n"),
    ("<<-E\n\ta\n\t\tb\n  E", "a\n\tb\n"),
    ("<<E\na ${b}\nE", expression("<<E\na ${b}\nE")),
    ('[<<E\na\nE\n, "b"]', ["a\n", "b"]),
    ("(\n  a ||\n  b\n)", expression("(\n  a ||\n  b\n)")),
    ("a[\n  0\n]", expression("a[\n  0\n]")),
    ('"${\n  a\n}"', expression('"${\n  a\n}"')),
    ("{\n  for a, b in c :\n  a => b\n}", expression("{\n  for a, b in c :\n  a => b\n}")),
    ("1 + /* a\n */ 2", expression("1 + /* a\n */ 2")),
]


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case[0])
def test_values(case: tuple[str, Any]) -> None:
    text, value = case
    found = body(f"  v = {text}")["v"]
    assert (found, type(found)) == (value, type(value))


def test_all_line_ends_and_a_byte_order_mark() -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    assert parse_module(text).value == parse_module(FILE).value
    assert parse_module("a {}").value == parse_module("a {\n}\n").value
    assert body("  v = <<E\r\na\r\nE\r\n") == {"v": "a\r\n"}


WRONG = [
    # What the grammar does not know.
    ("a {\n  b = \n}\n", 2, "syntax error"),
    ("a {\n  b =\n  1\n}\n", 2, "a newline where none may be"),
    ("a {\n", 2, "syntax error"),
    ("a {}\n\nb {\n  c = ]\n}\n", 4, "syntax error"),
    # Of what never ends, the grammar knows only where the block begins.
    ('a {\n  b = "c\n}\n', 1, "syntax error"),
    ("a {\n  b = <<E\n}\n", 1, "syntax error"),
    ("- a: 1\n", 1, "syntax error"),
    ("{{ .Values.a }}\n", 1, "syntax error"),
    # Newlines.
    ("a {\n  b = 1 c = 2\n}\n", 2, "no newline where one must be"),
    ("a {\n  b = c\n  ? d : e\n}\n", 2, "a newline where none may be"),
    ("a {\n  b = c # d\n  [0]\n}\n", 2, "a newline where none may be"),
    ("a {\n  b = {\n    c =\n    1\n  }\n}\n", 3, "a newline where none may be"),
    ("a {\n  b = { c = 1 d = 2 }\n}\n", 2, "no newline where one must be"),
    ("a {\n  b = {\n    c = 1\n    , d = 2\n  }\n}\n", 3, "a newline where none may be"),
    ("a\n{\n}\n", 1, "a newline where none may be"),
    ("a {} b {}\n", 1, "no newline where one must be"),
    ("a { b = 1\n}\n", 1, "no newline where one must be"),
    ("a {\n  b = 1 }\n", 2, "no newline where one must be"),
    ("a { b {} }\n", 1, "no newline where one must be"),
    ('a {\n  b = "c\n d"\n}\n', 2, "a newline in a string"),
    ('a {\n  b = "c ${d}\n"\n}\n', 2, "a newline where none may be"),
    # Characters.
    ("a {\n  b = 1\f\n}\n", 2, "a character that has no meaning"),
    ("a {}\f", 1, "a character that has no meaning"),
    ("a {\n  b = 1\r  c = 2\n}\n", 2, "a character that has no meaning"),
    ("a {\n  b = <<E c\nE\n}\n", 2, "something beside the marker of a heredoc"),
    ("a {\n  b = 0x1F\n}\n", 2, "a number that is not decimal"),
    ("a {\n  b = c::d\n}\n", 2, "`::` in what is not the name of a function"),
    ('a {\n  b = "\\ud800"\n}\n', 2, "\\ud800 is not a character"),
    ('a {\n  b = "\\U00110000"\n}\n', 2, "\\U00110000 is not a character"),
    ('a "b${c}" {}\n', 1, "${ has no meaning here"),
    # What no schema allows.
    ("a {\n  b = 1\n  b = 2\n}\n", 3, "b is set twice"),
    ("a {\n  b = 1\n  b {}\n}\n", 3, "b is set twice"),
    ("a {\n  b {}\n  b = 1\n}\n", 3, "b is set twice"),
    ("a = 1\n", 1, "an argument outside of all blocks"),
    ('{ "a": 1 }\n', 1, "JSON, not HCL"),
]


@pytest.mark.parametrize(("text", "line", "detail"), WRONG)
def test_what_terraform_refuses(text: str, line: int, detail: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_module(text)
    assert (caught.value.reason, caught.value.detail, caught.value.line) == (
        "not-hcl",
        detail,
        line,
    )


DASHES = st.sampled_from(["", "-"])


@pytest.mark.parametrize("text", ["# a\n", "\ufeff", "/* a\n*/ // b", "\n"])
def test_nothing_in_it(text: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_module(text)
    assert caught.value.reason == "empty"


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0{")), DASHES)
def test_heredocs_hold_any_text(text: str, dash: str) -> None:
    lines = [f"x{line}\n" for line in text.split("\n")]
    assert body(f"  v = <<{dash}E_E\n{''.join(lines)}E_E")["v"] == "".join(lines)

"""What Terraform refuses although the grammar takes it: newlines in wrong places above all.

For the grammar any whitespace is alike. In HCL a newline ends an attribute, a block or an element
of an object, and elsewhere may stand only between brackets.
https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements
"""

import re
from codecs import BOM_UTF8
from itertools import pairwise
from typing import Literal

from tree_sitter import Node

from stages.configs.hcl.tree import code, not_hcl, text_of
from stages.configs.parsed import Unusable

MAX_DEPTH = 250
"""Levels of the syntax tree; a list within a list is three. Files in use have up to 70."""

Mode = Literal["lines", "brackets", "quotes", "heredoc"]
"""Where a node stands: where newlines count, between brackets, in a string, in a heredoc."""

_NO_MEANING = "a character that has no meaning"
_COMMENT = re.compile(rb"/\*.*?\*/|(?:#|//)[^\n]*", re.DOTALL)
_NEWLINE = re.compile(rb"[\r\n]")
_FOREIGN = re.compile(rb"[^ \t\r\n]|\r(?!\n)")
_HEREDOC = re.compile(r"<<-?\S+\r?\n")
_BRACKETS = (
    *("tuple", "for_tuple_expr", "for_object_expr", "function_arguments", "new_index"),
    *("template_interpolation", "template_for_start", "template_for_end"),
    *("template_if_intro", "template_else_intro", "template_if_end"),
)
_MODES: dict[str, Mode] = {
    **dict.fromkeys(_BRACKETS, "brackets"),
    "object": "lines",
    "string_lit": "quotes",
    "quoted_template": "quotes",
    "heredoc_template": "heredoc",
}
_OPEN = ("(", "block_start", "object_start")
_CLOSE = (")", "block_end", "object_end")


def require_strict(root: Node, data: bytes) -> None:
    """Raise Unusable at the first thing that Terraform refuses, or where nesting is absurd."""
    _require_edges(root, data)
    stack: list[tuple[Node, str, Mode, int]] = [(root, "", "lines", 0)]
    while stack:
        node, parent, outer, depth = stack.pop()
        if depth > MAX_DEPTH:
            raise Unusable("too-deep", f"more than {MAX_DEPTH} levels", node.start_point.row + 1)
        mode = _mode(node.type, parent, outer)
        _require_known(node, parent, mode)
        children = code(node)
        for before, after in pairwise(children):
            gap = data[before.end_byte : after.start_byte]
            _require_gap(node, before, after, gap, mode)
        stack += [(child, node.type, mode, depth + 1) for child in reversed(children)]


def _mode(kind: str, parent: str, outer: Mode) -> Mode:
    # An expression right within an expression stands in parentheses.
    if kind == parent == "expression":
        return "brackets"
    return _MODES.get(kind, outer)


def _require_edges(root: Node, data: bytes) -> None:
    children = code(root)
    if [child.type for child in children] not in ([], ["body"]):
        raise not_hcl("JSON, not HCL", root)
    start, end = (children[0].start_byte, children[0].end_byte) if children else (len(data),) * 2
    if _foreign(data[:start].removeprefix(BOM_UTF8)) or _foreign(data[end:]):
        raise not_hcl(_NO_MEANING, root)


def _require_known(node: Node, parent: str, mode: Mode) -> None:
    match node.type:
        case "template_literal" if mode == "quotes" and _NEWLINE.search(node.text or b""):
            raise not_hcl("a newline in a string", node)
        case "heredoc_template" if not _HEREDOC.match(text_of(node)):
            raise not_hcl("something beside the marker of a heredoc", node)
        case "numeric_lit" if text_of(node).startswith("0x"):
            raise not_hcl("a number that is not decimal", node)
        case "identifier" if parent != "function_call" and "::" in text_of(node):
            raise not_hcl("`::` in what is not the name of a function", node)


def _require_gap(node: Node, before: Node, after: Node, gap: bytes, mode: Mode) -> None:
    if mode in ("lines", "brackets") and _foreign(gap):
        raise not_hcl(_NO_MEANING, before)
    newline = bool(_NEWLINE.search(_COMMENT.sub(b" ", gap)))
    if newline and not _may_break(node, before, after, mode):
        raise not_hcl("a newline where none may be", before)
    if not newline and _must_break(node, before, after):
        raise not_hcl("no newline where one must be", after)


def _may_break(node: Node, before: Node, after: Node, mode: Mode) -> bool:
    if before.type in _OPEN or after.type in _CLOSE or node.type == "body":
        return True
    if node.type == "object":
        return after.type != ","
    return mode in ("brackets", "heredoc")


def _must_break(node: Node, before: Node, after: Node) -> bool:
    if node.type == "block":
        return "body" in (before.type, after.type) and not _one_line(code(node))
    return node.type == "body" or before.type == after.type == "object_elem"


def _one_line(block: list[Node]) -> bool:
    """Whether a block is of the form `name { a = 1 }`."""
    start, body, end = block[-3:]
    content = code(body)
    return (
        start.end_point.row == body.start_point.row
        and body.end_point.row == end.start_point.row
        and [entry.type for entry in content] == ["attribute"]
    )


def _foreign(gap: bytes) -> bool:
    return bool(_FOREIGN.search(_COMMENT.sub(b" ", gap)))

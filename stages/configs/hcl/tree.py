"""The syntax tree of a text, as tree-sitter's HCL grammar reads it."""

from itertools import count

import tree_sitter_hcl
from tree_sitter import Language, Node, Parser

from stages.configs.hcl.parts import Span
from stages.configs.parsed import Unusable

_LANGUAGE = Language(tree_sitter_hcl.language())
_CHUNK = 1 << 16
"""Bytes that the parser reads at once."""

_REPORTS = 1 << 16
"""How often it may report progress, besides once a byte: files in use need one for 50 bytes."""


def syntax_tree(data: bytes) -> Node:
    """The root, a `config_file`; raises Unusable where the text is not of this grammar."""
    _require_end(data)
    root = Parser(_LANGUAGE).parse(data).root_node
    if root.has_error:
        raise not_hcl("syntax error", _first_error(root))
    return root


def not_hcl(detail: str, node: Node) -> Unusable:
    """The error of a text that Terraform refuses at `node`."""
    return Unusable("not-hcl", detail, node.start_point.row + 1)


def code(node: Node) -> list[Node]:
    """The children of a node but for comments."""
    return [child for child in node.children if child.type != "comment"]


def text_of(node: Node) -> str:
    """The text of a node."""
    return (node.text or b"").decode()


def span(node: Node) -> Span:
    """Where a node stands."""
    return Span(node.start_byte, node.end_byte)


def _require_end(data: bytes) -> None:
    """Parse under a limit: https://github.com/tree-sitter-grammars/tree-sitter-hcl/issues/49.

    Only such a parse can be stopped, but the nodes of its tree are slow to tell their texts.
    """
    reports = count()
    try:
        Parser(_LANGUAGE).parse(
            lambda start, _: data[start : start + _CHUNK],
            progress_callback=lambda *_: next(reports) > len(data) + _REPORTS,
        )
    except ValueError:
        raise Unusable("not-hcl", "the parser comes to no end") from None


def _first_error(root: Node) -> Node:
    """Where the grammar is left for the first time; Terraform may tell another line nearby."""
    node = root
    while faulty := [child for child in node.children if child.has_error or child.is_missing]:
        node = faulty[0]
    return node

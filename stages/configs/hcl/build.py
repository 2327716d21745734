"""Parts from the syntax tree."""

from collections.abc import Sequence

from tree_sitter import Node

from stages.configs.hcl.expressions import label, value
from stages.configs.hcl.parts import Block, Body, Entry, Fixed, Span
from stages.configs.hcl.tree import code, not_hcl, span, text_of


def file_body(root: Node) -> Body:
    """The whole file; raises Unusable for what Terraform refuses in any file."""
    nodes = [node for body in code(root) for node in code(body)]
    for node in nodes:
        if node.type == "attribute":
            raise not_hcl("an argument outside of all blocks", node)
    return Body(span(root), [_block(node, nested=False) for node in nodes])


def _block(node: Node, *, nested: bool) -> Block:
    kind, *labels, start, end = (child for child in code(node) if child.type != "body")
    entries = [entry for body in code(node) if body.type == "body" for entry in code(body)]
    return Block(
        span(node),
        text_of(kind),
        Fixed(Span(kind.end_byte, start.start_byte), [label(node) for node in labels]),
        Body(Span(start.end_byte, end.start_byte), _inside(entries)),
        nested,
    )


def _inside(nodes: Sequence[Node]) -> list[Entry | Block]:
    _require_distinct(nodes)
    return [
        _entry(node) if node.type == "attribute" else _block(node, nested=True) for node in nodes
    ]


def _require_distinct(nodes: Sequence[Node]) -> None:
    """An argument may be set once, and not be a block as well."""
    kinds: dict[str, str] = {}
    for node in nodes:
        name = text_of(node.children[0])
        if name in kinds and "attribute" in (kinds[name], node.type):
            raise not_hcl(f"{name} is set twice", node)
        kinds[name] = node.type


def _entry(node: Node) -> Entry:
    name, equals, expression = code(node)
    return Entry(span(node), text_of(name), equals.start_byte, value(expression))

"""Values from the syntax tree: literals, lists, objects, calls; all else is an expression."""

from typing import Any

from tree_sitter import Node

from stages.configs.hcl import literals
from stages.configs.hcl.parts import Call, Entry, Fixed, Items, Object, Scalar, Value
from stages.configs.hcl.tree import code, not_hcl, span, text_of

_WORDS = {"true": True, "false": False, "null_lit": None}
_STRINGS = ("string_lit", "quoted_template", "heredoc_template")
_LITERAL = (
    *("quoted_template_start", "quoted_template_end", "template_literal"),
    *("heredoc_start", "heredoc_identifier"),
)


def value(node: Node) -> Value:
    """The value of an `expression`."""
    only = _unwrapped(node)
    match only.type:
        case "tuple":
            return Items(span(only), _expressions(only))
        case "object":
            elements = [child for child in code(only) if child.type == "object_elem"]
            return Object(span(only), [_element(element) for element in elements])
        case "function_call":
            arguments = [child for child in code(only) if child.type == "function_arguments"]
            inside = Fixed(span(only), _expressions(*arguments))
            return Call(span(only), text_of(only), text_of(only.children[0]), inside)
    return Scalar(span(node), _literal(only, otherwise={"__expr__": text_of(node)}))


def label(node: Node) -> Scalar:
    """The label of a block, in quotes or not."""
    text = text_of(node)
    return Scalar(span(node), text if node.type == "identifier" else _string(node, text))


def _unwrapped(node: Node) -> Node:
    while len(node.children) == 1:
        node = node.children[0]
    return node


def _expressions(*nodes: Node) -> list[Value]:
    return [value(child) for node in nodes for child in code(node) if child.type == "expression"]


def _element(node: Node) -> Entry:
    key, equals, expression = code(node)
    only, name = _unwrapped(key), text_of(key)
    if only.type in _STRINGS:
        name = _string(only, otherwise=name)
    return Entry(span(node), name, equals.start_byte, value(expression))


def _literal(node: Node, otherwise: Any) -> Any:
    if node.type in _WORDS:
        return _WORDS[node.type]
    if node.type in _STRINGS:
        return _string(node, otherwise)
    number = _number(node)
    return otherwise if number is None else number


def _number(node: Node) -> int | float | None:
    match node.type, code(node):
        case "numeric_lit", _:
            return literals.number(text_of(node))
        case "unary_operation", [sign, operand] if sign.type == "-":
            number = _number(_unwrapped(operand))
            return None if number is None else -number
    return None


def _string(node: Node, otherwise: Any) -> Any:
    if any(child.type not in _LITERAL for child in node.children):
        return otherwise
    text = text_of(node)
    try:
        if node.type != "heredoc_template":
            return literals.unquoted(text[1:-1])
        inside = text[text.index("\n") + 1 : text.rindex("\n") + 1]
        return literals.heredoc(inside, indented=text.startswith("<<-"))
    except ValueError as error:
        raise not_hcl(str(error), node) from None

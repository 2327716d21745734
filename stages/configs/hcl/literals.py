"""What strings, heredocs and numbers stand for.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions
"""

import math
import re
import sys

_ESCAPE = re.compile(
    r"""\\(?:u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|(?P<letter>.))"""
    r"""|(?P<mark>[$%])(?P=mark)\{|[$%]\{""",
    re.DOTALL,
)
_MARK = re.compile(r"(?P<mark>[$%])(?P=mark)\{|[$%]\{")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def unquoted(text: str) -> str:
    """The string that stands between quotes as `text`; raises ValueError if it is none."""
    return _ESCAPE.sub(_character, text)


def heredoc(text: str, *, indented: bool) -> str:
    """The string that stands as `text` between the lines of a heredoc's markers.

    Only `<<-` takes off the indentation that all its lines have; empty lines don't count. Raises
    ValueError if it is none.
    """
    lines = _LINE.findall(text)
    if indented:
        width = min((_indent(line) for line in lines if line.strip()), default=0)
        lines = [line[width:] if line.strip() else line for line in lines]
    return _MARK.sub(_unmarked, "".join(lines))


def number(text: str) -> int | float | None:
    """A number; None if it is beyond what readers of JSON know."""
    value = float(text)
    if math.isinf(value):
        return None
    return int(text.lstrip("0") or "0") if text.isdigit() else value


def _character(match: re.Match[str]) -> str:
    if match["letter"] in _LETTERS:
        return _LETTERS[match["letter"]]
    code = match["short"] or match["long"]
    if code is None:
        return _unmarked(match)
    number = int(code, 16)
    if number > sys.maxunicode or 0xD800 <= number < 0xE000:
        raise ValueError(f"{match[0]} is not a character")
    return chr(number)


def _unmarked(match: re.Match[str]) -> str:
    if not match["mark"]:
        raise ValueError(f"{match[0]} has no meaning here")
    return match["mark"] + "{"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

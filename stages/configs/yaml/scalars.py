"""What a scalar stands for, as Kubernetes reads it.

That is sigs.k8s.io/yaml: YAML 1.1 as go-yaml 2 has it, then JSON. Other than by PyYAML `y` and
`n` are booleans, `1e3` and `08` numbers, and times and `22:22` are strings.
"""

import math
import re
from typing import Any

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF"), False),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
}
_INTEGER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0|[1-9][0-9]*)")
_OCTAL = re.compile(r"[-+]?0[0-7]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST = 100
"""Digits of an integer; any of 64 bits has fewer."""

_TAGS = {"!!int": int, "!!float": float, "!!bool": bool, "!!null": type(None)}


def resolve(text: str) -> Any:
    """The value of a plain scalar; infinities and NaN, which JSON lacks, are floats here."""
    if text in _WORDS:
        return _WORDS[text]
    number = _number(text.replace("_", "")) if text[0] in "+-.0123456789" else None
    return text if number is None else number


def resolve_as(tag: str, text: str) -> Any:
    """The value of a scalar with an explicit tag; raises ValueError if it has another."""
    name = short_tag(tag)
    if name in ("!", "!!str"):
        return text
    if name not in _TAGS:
        raise ValueError(f"unknown tag {name}")
    value = resolve(text)
    if name == "!!float" and type(value) is int:
        return float(value)
    if type(value) is not _TAGS[name]:
        raise ValueError(f"{brief(text)!r} is no {name}")
    return value


def short_tag(tag: str) -> str:
    """A tag as it is written, `!!str`, in brief."""
    return brief(tag.replace("tag:yaml.org,2002:", "!!"))


def key_name(value: Any) -> str:
    """A mapping key as the string that JSON needs; raises ValueError where Kubernetes refuses."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return str(value)
    # Kubernetes has more digits for longer ones, of 32 bits: nobody means that.
    if isinstance(value, float) and value == float(name := format(value, ".6g")):
        return name
    raise ValueError("a mapping key that is no string")


def brief(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= 40 else text[:40] + "..."


def _number(plain: str) -> int | float | None:
    """Digits without underscores as a number; None for other text."""
    octal = _OCTAL.fullmatch(plain)
    if len(plain) <= _LONGEST and (octal or _INTEGER.fullmatch(plain)):
        number = int(plain, 8 if octal else 0)
        if -(2**63) <= number < 2**64:
            return number
    if _FLOAT.fullmatch(plain) and math.isfinite(value := float(plain)):
        return value
    return None

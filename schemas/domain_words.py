"""The words of domain files: closed lists, how names, slots and references look, texts."""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

Intent = Literal["retrieve", "update", "create", "delete", "export", "analyze"]
Sensitivity = Literal["public", "internal", "confidential", "restricted"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

INTENTS: tuple[Intent, ...] = get_args(Intent)
SENSITIVITIES: tuple[Sensitivity, ...] = get_args(Sensitivity)
"""From the least sensitive to the most."""

DAYS: tuple[Day, ...] = get_args(Day)

CHANGING: frozenset[Intent] = frozenset({"update", "create", "delete", "export"})
"""Intents that change something: not within a read-only window."""

BUILTIN_KINDS = frozenset({"rows", "days", "export_target", "person", "email", "date", "boolean"})
"""rows and days are integers with the parameter's `max`; export_target is one of the policy's."""

SLOT_KINDS = frozenset({"export_target", "person", "email", "date"})
"""Built-in kinds that a slot may have."""

WILDCARDS = {"#": "[0-9]", "@": "[A-Z]"}
"""What stands for any character of a class in a pattern."""

NAME = r"^[a-z][a-z0-9_]*$"
TOOL_ID = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
REF = re.compile(
    r"^\$(?P<name>[a-z][a-z0-9_]*)(?P<first>\[0\])?(?:\.(?P<field>[a-z][a-z0-9_]*))?\Z"
)
COUNT = re.compile(r"^(\d+)\.\.(\d+)\Z")
SPAN = re.compile(r"^days (\d+)\.\.(\d+)\Z")


def slug(name: str) -> str:
    """A domain's name in file names and tool ids: `AI/ML Operations` is ai_ml_operations."""
    return "_".join(re.findall(r"[a-z0-9]+", name.lower()))


def _plain(text: str) -> str:
    if text != " ".join(text.split()) or not text:
        raise ValueError("empty, or has a space too many")
    return text


def _value(text: str) -> str:
    if set(text) & set("{}$"):
        raise ValueError(f"{text!r} has a character that is special in requests: {{ }} or $")
    return _plain(text)


def _ask(text: str) -> str:
    if set(SLOT.sub("", text)) & set("{}"):
        raise ValueError(f"{text!r} has a brace that belongs to no slot")
    return _plain(text)


def distinct(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The same texts; raises ValueError if one of them is there twice."""
    if repeated := sorted({text for text in texts if texts.count(text) > 1}):
        raise ValueError(f"{repeated[0]!r} is there twice")
    return texts


def ascending(pair: tuple[float, float]) -> tuple[float, float]:
    """The same bounds; raises ValueError if they bound nothing."""
    if pair[0] >= pair[1]:
        raise ValueError("the smallest is not below the largest")
    return pair


def _argument(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else (value,)
    if not items or not all(isinstance(item, str | int | float) for item in items):
        raise ValueError(f"{value!r} is neither a plain value nor a list of them")
    return value


Name = Annotated[str, Field(pattern=NAME)]
ToolId = Annotated[str, Field(pattern=TOOL_ID)]
Text = Annotated[str, AfterValidator(_plain)]
Reason = Annotated[Text, Field(min_length=10)]
Ask = Annotated[str, AfterValidator(_ask)]
Value = Annotated[str, AfterValidator(_value)]
Values = Annotated[
    tuple[Value, ...],
    Field(min_length=2),
    AfterValidator(distinct),
]


Plain = str | int | float | bool
Argument = Annotated[Plain | tuple[Plain, ...], BeforeValidator(_argument)]

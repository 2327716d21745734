"""The events of libyaml, one after the other: nothing is built, and nothing recurses."""

import re
from collections.abc import Iterator

import yaml

from stages.configs.yaml.problem import Problem

_MOST_DIRECTIVES = 100
"""`%TAG` lines; libyaml compares each with all before it."""

_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Just the characters that libyaml refuses, without saying where they are."""


def shift_of(text: str) -> int:
    """How far the marks of events are from the places in the text: a byte order mark."""
    return int(text.startswith("\ufeff"))


def read_events(text: str) -> Iterator[yaml.Event]:
    """PyYAML's events; raises Problem `not-yaml`."""
    if bad := _REFUSED.search(text):
        detail = f"character U+{ord(bad[0]):04X} is not allowed"
        raise Problem("not-yaml", detail, bad.start())
    if text.count("%TAG") > _MOST_DIRECTIVES:
        raise Problem("not-yaml", "too many %TAG directives", text.index("%TAG"))
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        index = error.problem_mark.index if error.problem_mark else 0
        raise Problem("not-yaml", error.problem or "", index + shift_of(text)) from None

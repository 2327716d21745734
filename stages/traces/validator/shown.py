"""What stands in a trace, as messages show it: short and on one line, whatever it is."""

import re
from reprlib import Repr

NAME = re.compile(r"[A-Za-z0-9_$.-]{1,60}")
BITS = 256
"""Larger numbers are not written out: Python refuses to, from some thousand digits on."""


class _Shown(Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxdict, self.maxlist = 3, 4, 6
        self.maxstring = self.maxother = 80

    def repr_int(self, value: int, level: int) -> str:
        """As in JSON, unless it is huge."""
        return str(value) if value.bit_length() <= BITS else "a number of many digits"

    def repr_bool(self, value: bool, level: int) -> str:
        """As in JSON."""
        return str(value).lower()

    def repr_NoneType(self, value: None, level: int) -> str:
        """As in JSON."""
        return "null"


_SHOWN = _Shown()


def shown(value: object) -> str:
    """A value: quoted if it is text, with escapes for what cannot be printed."""
    return _SHOWN.repr(value)


def named(name: object) -> str:
    """A name, an id, a key: as it stands, or quoted if it is not of the usual form."""
    return name if isinstance(name, str) and NAME.fullmatch(name) else shown(name)

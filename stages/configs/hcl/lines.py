"""Line numbers as Git and editors count them: only a line feed ends a line."""

from bisect import bisect_left


class Lines:
    """The lines of a UTF-8 text, from 1."""

    def __init__(self, data: bytes) -> None:
        self._ends = [at for at, byte in enumerate(data) if byte == 10]

    def number(self, at: int) -> int:
        """The line that the byte at an offset stands on."""
        return bisect_left(self._ends, at) + 1

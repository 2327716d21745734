"""Line numbers as Git and editors count them: only a line feed ends a line."""

from bisect import bisect_left


class Lines:
    """The lines of a text, from 1."""

    def __init__(self, text: str) -> None:
        self._ends = [index for index, char in enumerate(text) if char == "\n"]

    def number(self, index: int) -> int:
        """The line that the character at `index` stands on."""
        return bisect_left(self._ends, index) + 1

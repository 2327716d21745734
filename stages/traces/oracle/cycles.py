"""Go through numbers in a jumbled order that meets each once before any comes again."""

import math
from typing import NamedTuple

GOLDEN = 618_033_988_749_895, 10**15
"""The golden ratio: steps by this part of a circle soon come near every point of it."""


class Cycle(NamedTuple):
    """All numbers below `size`, over and over."""

    size: int
    stride: int
    """Has no divisor in common with `size`."""

    start: int

    def at(self, step: int) -> tuple[int, int]:
        """How many laps lie behind a step, and its number."""
        return step // self.size, (step * self.stride + self.start) % self.size


def cycle(size: int, start: int) -> Cycle:
    """A cycle from any number on."""
    stride = max(1, size * GOLDEN[0] // GOLDEN[1])
    while math.gcd(stride, size) > 1:
        stride += 1
    return Cycle(size, stride, start % size)

"""Persons and their addresses, from lists of first and last names."""

from schemas.phrasing import People
from stages.traces.oracle.sampler import Sampler


def persons(people: People) -> Sampler:
    """Full names."""

    def draw(digit: int, word: int, day: int) -> tuple[str, str]:
        last, first = divmod(digit, len(people.first))
        name = f"{people.first[first]} {people.last[last]}"
        return name, name

    return Sampler(draw, len(people.first) * len(people.last))


def addresses(people: People) -> Sampler:
    """Addresses, `m.keller@...` or `marta.keller@...`.

    The digit is for the last name and the host: many a first name begins with an M.
    """

    def draw(digit: int, word: int, day: int) -> tuple[str, str]:
        host, last = divmod(digit, len(people.last))
        form, first = divmod((word >> 32) % (2 * len(people.first)), len(people.first))
        given = people.first[first] if form else people.first[first][0]
        address = f"{given}.{people.last[last]}@{people.hosts[host]}".lower()
        return address, address

    return Sampler(draw, len(people.last) * len(people.hosts))

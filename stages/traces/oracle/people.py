"""Persons and their addresses, from lists of first and last names."""

from schemas.phrasing import People
from stages.traces.oracle.sampler import Sampler


def persons(people: People) -> tuple[Sampler, int]:
    """Full names, and how many there are."""

    def sample(word: int, day: int) -> tuple[str, str]:
        first, last = _person(people, word)
        name = f"{first} {last}"
        return name, name

    return sample, _size(people)


def addresses(people: People) -> tuple[Sampler, int]:
    """Addresses, `m.keller@...` or `marta.keller@...`, and how many there are."""
    size, hosts = _size(people), people.hosts

    def sample(word: int, day: int) -> tuple[str, str]:
        first, last = _person(people, word)
        form, host = divmod(word // size % (2 * len(hosts)), len(hosts))
        given = first if form else first[0]
        address = f"{given}.{last}@{hosts[host]}".lower()
        return address, address

    return sample, size * 2 * len(hosts)


def _person(people: People, word: int) -> tuple[str, str]:
    last, first = divmod(word % _size(people), len(people.first))
    return people.first[first], people.last[last]


def _size(people: People) -> int:
    return len(people.first) * len(people.last)

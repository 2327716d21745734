from schemas.phrasing import Phrasing
from stages.traces.oracle.people import addresses, persons


def test_every_name_is_met_once(phrasing: Phrasing) -> None:
    draw, size = persons(phrasing.people)
    names = {draw(digit, 0, 0)[0] for digit in range(size)}
    assert len(names) == size == len(phrasing.people.first) * len(phrasing.people.last)
    assert all(len(str(name).split()) == 2 for name in names)


def test_addresses_are_of_persons_and_reserved_hosts(phrasing: Phrasing) -> None:
    draw, size = addresses(phrasing.people)
    found = [str(draw(digit, digit * 997 << 32, 0)[0]) for digit in range(size)]
    assert all(address.endswith(".example") and address.islower() for address in found)
    assert {len(address.split(".")[0]) == 1 for address in found} == {True, False}
    assert len({address.partition(".")[0] for address in found}) > 100


def test_addresses_of_different_digits_differ_whatever_the_first_names(phrasing: Phrasing) -> None:
    draw, size = addresses(phrasing.people)
    found = [str(draw(digit, 0, 0)[0]).partition(".")[2] for digit in range(size)]
    assert len(set(found)) == size

from schemas.phrasing import Phrasing
from stages.traces.oracle.people import addresses, persons


def test_every_name_is_met_once(phrasing: Phrasing) -> None:
    sample, size = persons(phrasing.people)
    names = {sample(word, 0)[0] for word in range(size)}
    assert len(names) == size == len(phrasing.people.first) * len(phrasing.people.last)
    assert all(len(str(name).split()) == 2 for name in names)


def test_addresses_are_of_persons_and_reserved_hosts(phrasing: Phrasing) -> None:
    sample, size = addresses(phrasing.people)
    found = [str(sample(word, 0)[0]) for word in range(0, size, 997)]
    assert all(address.endswith(".example") and address.islower() for address in found)
    assert {len(address.split(".")[0]) == 1 for address in found} == {True, False}

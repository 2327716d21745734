from stages.traces.oracle.draws import WORDS, number, words


def test_words_are_the_same_everywhere() -> None:
    drawn = words(b"7|finance|update|", 42)
    assert len(drawn) == WORDS
    assert drawn[:2] == (14886168963837420177, 12537794044609141566)


def test_every_part_of_the_key_counts() -> None:
    keys = [(b"7|finance|update|", 42), (b"8|finance|update|", 42), (b"7|finance|update|", 43)]
    assert len({words(*key) for key in keys}) == 3


def test_words_cover_their_range() -> None:
    drawn = [word for index in range(200) for word in words(b"k", index)]
    assert 0 <= min(drawn) < 2**56
    assert 2**64 - 2**56 < max(drawn) < 2**64
    assert len(set(drawn)) == len(drawn)


def test_a_number_of_a_key_is_the_same_everywhere() -> None:
    assert number(b"7|finance|") == 228313220293928504869446006982241993265
    assert number(b"7|finance|") != number(b"8|finance|") < 2**128

import pytest

from stages.configs.parsed import Unusable
from stages.configs.text import decode


@pytest.mark.parametrize("text", ["a: 1\n", "\ufeffa: 1\r\n", "é\x0c\x1b[0m text\n" * 9, "x"])
def test_text_stays_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason", "detail", "line"),
    [
        (b"", "empty", "", None),
        (b" \r\n\t\n", "empty", "", None),
        ("\ufeff\n".encode(), "empty", "", None),
        (b"a: 1\0\n", "binary", "", None),
        ("a: 1\n".encode("utf-16"), "binary", "", None),
        (b"\x7fELF\x01\x02", "binary", "", None),
        (b"a: 1\nb: \xe9\n", "not-utf8", "byte 0xe9: invalid continuation byte", 2),
        (b"a: 1\n\n\xff", "not-utf8", "byte 0xff: invalid start byte", 3),
        (b"\n\xff", "not-utf8", "byte 0xff: invalid start byte", 2),
        (b"\xed\xa0\x80", "not-utf8", "byte 0xed: invalid continuation byte", 1),
    ],
)
def test_other_bytes_are_refused(data: bytes, reason: str, detail: str, line: int | None) -> None:
    with pytest.raises(Unusable) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.detail, caught.value.line) == (reason, detail, line)

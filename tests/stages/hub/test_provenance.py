import pytest

from schemas.sections.fetch import Source
from stages.hub.metadata.provenance import public_location

REST = {"family": "e1", "licence": "MIT", "homepage": "https://example.org", "citation": "Doe 2020"}


@pytest.mark.parametrize(
    ("kind", "location", "published"),
    [
        ("sample", "data/samples/iot23", "data/samples/iot23"),
        ("sample", "/home/me/samples", None),
        ("local", "/home/me/iot23", None),
        ("local", "../iot23", None),
        ("hf", "someone/iot23", "someone/iot23"),
        ("http", "https://example.org/a.csv", "https://example.org/a.csv"),
        ("http", "https://me:secret@example.org/a", "https://example.org/a"),
        ("http", "https://example.org:8/a?X-Signature=secret#x", "https://example.org:8/a"),
        ("git", "https://secret@example.org/a.git", "https://example.org/a.git"),
        ("git", "/home/me/a.git", None),
        ("git", "file:///home/me/a.git", None),
        ("git", "git@example.org:me/a.git", None),
    ],
)
def test_public_location(kind: str, location: str, published: str | None) -> None:
    watch = location if kind in ("sample", "local") else "params.yaml"
    source = Source.model_validate(
        {"kind": kind, "location": location, "watch": watch, "revision": "0", **REST}
    )
    assert public_location(source) == published

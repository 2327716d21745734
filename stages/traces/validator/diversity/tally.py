"""What one part of a set adds to the figures of the whole: made where the part is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import orjson

from stages.traces.validator.diversity.counts import Counts, Trace
from stages.traces.validator.diversity.fingerprints import Prints, as_prints, digests
from stages.traces.validator.diversity.sample import MOST, SAMPLED, Ranked, least, ranked


@dataclass(slots=True)
class Tally:
    """Of a part: counts, fingerprints of all its traces, and candidates for the sample.

    64 bytes of memory a trace, and 200,000 candidates at most.
    """

    bound: int = MOST
    """The rank up to which texts are candidates; falls in a part that has very many."""

    counts: Counts = field(default_factory=Counts)
    ids: bytearray = field(default_factory=bytearray)
    """16 bytes a trace, as the next two."""

    requests: bytearray = field(default_factory=bytearray)
    contents: bytearray = field(default_factory=bytearray)
    candidates: list[Ranked] = field(default_factory=list)

    def add(self, traces: Sequence[Trace]) -> None:
        """Take in some more valid traces, in training format."""
        texts = [trace["request"]["text"] for trace in traces]
        requests = digests([text.encode() for text in texts])
        self.counts.add(traces)
        self.ids += digests([trace["trace_id"].encode() for trace in traces])
        self.requests += requests
        self.contents += digests(map(_content, traces))
        self.candidates += ranked(texts, as_prints(requests), self.bound)
        if len(self.candidates) > 2 * SAMPLED:
            self.candidates, self.bound = least(self.candidates, SAMPLED, self.bound)

    @property
    def prints(self) -> tuple[Prints, Prints, Prints]:
        """Fingerprints of the ids, requests and contents, each of shape (traces, 2)."""
        return as_prints(self.ids), as_prints(self.requests), as_prints(self.contents)

    def dumps(self) -> bytes:
        """A line of JSON, and the fingerprints."""
        head = {"bound": self.bound, "counts": self.counts, "candidates": self.candidates}
        return orjson.dumps(head) + b"\n" + self.ids + self.requests + self.contents

    @classmethod
    def loads(cls, content: bytes) -> Self:
        """The reverse; raises ValueError for other bytes."""
        line, _, prints = content.partition(b"\n")
        try:
            head = orjson.loads(line)
            counts = Counts.load(head["counts"])
            candidates = [(rank, text) for rank, text in head["candidates"]]
            made = cls(head["bound"], counts, candidates=candidates)
        except (KeyError, TypeError) as error:
            raise ValueError(f"no tally: {error!r}") from None
        size = 16 * counts.traces
        if len(prints) != 3 * size:
            raise ValueError(f"{len(prints)} bytes of fingerprints, not {3 * size}")
        parts = (prints[start : start + size] for start in (0, size, 2 * size))
        made.ids, made.requests, made.contents = map(bytearray, parts)
        return made


def _content(trace: Trace) -> bytes:
    """What makes two traces the same though their ids and moments differ."""
    calls = [(c["tool_id"], c["arguments"], c["dependencies"]) for c in trace["graph"]["calls"]]
    return orjson.dumps((trace["request"]["text"], calls), option=orjson.OPT_SORT_KEYS)

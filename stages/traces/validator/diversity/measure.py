"""All diversity figures of a set of any size, in bounded memory and in one pass."""

from collections.abc import Iterable
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from stages.traces.validator.diversity.counts import Counts, Trace
from stages.traces.validator.diversity.fingerprints import Repetitions, fingerprints
from stages.traces.validator.diversity.near import near_twins
from stages.traces.validator.diversity.ngrams import Corpus
from stages.traces.validator.diversity.sample import Sample

BATCH = 1_000
SAMPLED = 100_000
"""Requests among which near duplicates and distinct n-grams are counted.

Both depend on the size of a set; of a sample of fixed size they can be compared between sets.
"""

THRESHOLD = 0.8
"""Jaccard index of word 3-grams from which two requests are near duplicates."""


def measure(
    traces: Iterable[Trace], folder: Path | None = None, sampled: int = SAMPLED
) -> dict[str, Any]:
    """Measure valid traces in training format, read once; JSON values.

    Exact duplicates are counted over all traces, on disk under `folder` (None: the system's place
    for temporary files) once they outgrow memory. Shares have four decimals.
    """
    counts, sample = Counts(), Sample(sampled)
    with ExitStack() as stack:
        ids, requests, contents = (stack.enter_context(Repetitions(folder)) for _ in range(3))
        remaining = iter(traces)
        while batch := list(islice(remaining, BATCH)):
            counts.add(batch)
            texts = [trace["request"]["text"] for trace in batch]
            prints = fingerprints([text.encode() for text in texts])
            sample.add(texts, prints)
            requests.add(prints)
            ids.add(fingerprints([trace["trace_id"].encode() for trace in batch]))
            contents.add(fingerprints(map(_content, batch)))
        exact = {"trace_ids": ids.count(), "requests": requests.count(), "traces": contents.count()}
    return {
        **counts.figures(),
        "duplicates": {**exact, "requests_share": _share(exact["requests"], counts.traces)},
        "sample": _sampled(sample.texts()),
    }


def _content(trace: Trace) -> bytes:
    """What makes two traces the same though their ids and moments differ."""
    calls = [(c["tool_id"], c["arguments"], c["dependencies"]) for c in trace["graph"]["calls"]]
    return orjson.dumps((trace["request"]["text"], calls), option=orjson.OPT_SORT_KEYS)


def _sampled(texts: list[str]) -> dict[str, Any]:
    corpus = Corpus(texts)
    near = int(near_twins(corpus, THRESHOLD).sum())
    return {
        "requests": len(texts),
        "mean_words": round(len(corpus.words) / len(texts), 4) if texts else None,
        "distinct_n": {str(n): corpus.distinct(n) for n in (1, 2, 3)},
        "near_duplicates": near,
        "near_duplicates_share": _share(near, len(texts)),
        "threshold": THRESHOLD,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None

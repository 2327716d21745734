"""From the tallies of the parts of a set to the figures of the whole."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from stages.traces.validator.diversity.counts import Counts
from stages.traces.validator.diversity.figures import counted, share, summary
from stages.traces.validator.diversity.fingerprints import Repetitions
from stages.traces.validator.diversity.near import near_twins
from stages.traces.validator.diversity.ngrams import Corpus
from stages.traces.validator.diversity.sample import SAMPLED, Sample
from stages.traces.validator.diversity.tally import Tally

THRESHOLD = 0.8
"""Jaccard index of word 3-grams from which two requests are near duplicates."""


class Total(ExitStack):
    """The tallies so far, in bounded memory; a context manager that removes its files."""

    def __init__(self, folder: Path | None = None, sampled: int = SAMPLED) -> None:
        """Fingerprints go to `folder` (None: the system's place for temporary files)."""
        super().__init__()
        self._counts, self._sample = Counts(), Sample(sampled)
        self._repetitions = [self.enter_context(Repetitions(folder)) for _ in range(3)]

    @property
    def bound(self) -> int:
        """The rank up to which texts can still get into the sample."""
        return self._sample.bound

    def add(self, tally: Tally) -> None:
        """Take in a part; the order of parts changes no figure."""
        self._counts.merge(tally.counts)
        self._sample.add(tally.candidates, tally.bound, tally.counts.traces)
        for repetitions, prints in zip(self._repetitions, tally.prints, strict=True):
            repetitions.add(prints)

    def figures(self) -> dict[str, Any]:
        """Everything, as JSON values; call it once. Raises ShortSample: see Sample.texts."""
        sample = _sampled(self._sample.texts())
        ids, requests, contents = (one.count() for one in self._repetitions)
        figures = {
            "duplicates": {
                "trace_ids": ids,
                "requests": requests,
                "requests_share": share(requests, self._counts.traces),
                "traces": contents,
            },
            "sample": sample,
            **counted(self._counts),
        }
        return {"summary": summary(self._counts, figures), **figures}


def _sampled(texts: list[str]) -> dict[str, Any]:
    corpus = Corpus(texts)
    near = int(near_twins(corpus, THRESHOLD).sum())
    return {
        "requests": len(texts),
        "mean_words": round(len(corpus.words) / len(texts), 4) if texts else None,
        "distinct_n": {str(n): corpus.distinct(n) for n in (1, 2, 3)},
        "near_duplicates": near,
        "near_duplicates_share": share(near, len(texts)),
        "threshold": THRESHOLD,
    }

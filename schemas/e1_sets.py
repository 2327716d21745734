"""The three E1 data sets: their files in data/e1/, their sources, their splits.

iot23-train-dev-test-R.jsonl   cic-ids-2017-ood-R.jsonl   unsw-nb15-ood-R.jsonl
sampling-iot23-R.json          sampling-e1-ood-R.json     with R the release
"""

from dataclasses import dataclass

from schemas.e1 import Split


@dataclass(frozen=True, slots=True)
class E1Set:
    """One data set."""

    name: str
    """Stem of its file, and its key in the sampling file."""

    source: str
    """The meta.source of its rows, and its name in fetch.sources."""

    splits: tuple[Split, ...]
    account: str
    """Stem of its sampling file."""

    stage: str
    """The stage that makes both files."""

    def rows_file(self, release: str) -> str:
        """Name of the file of rows."""
        return f"{self.name}-{release}.jsonl"

    def account_file(self, release: str) -> str:
        """Name of the sampling file."""
        return f"{self.account}-{release}.json"


PRIMARY = E1Set(
    "iot23-train-dev-test", "iot23", ("train", "dev", "test"), "sampling-iot23", "sample"
)
OOD = (
    E1Set("cic-ids-2017-ood", "cic-ids-2017", ("ood",), "sampling-e1-ood", "build-ood"),
    E1Set("unsw-nb15-ood", "unsw-nb15", ("ood",), "sampling-e1-ood", "build-ood"),
)
SETS = (PRIMARY, *OOD)

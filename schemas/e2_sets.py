"""The two E2 data sets: their files in data/e2/.

k8s-labeled-R.jsonl          k8s-patch-verified-R.jsonl
terraform-labeled-R.jsonl    terraform-patch-verified-R.jsonl
sampling-e2-R.json           tools-versions.json                 with R the release
"""

from dataclasses import dataclass

from schemas.e2 import Lang

STAGE = "build-e2"
"""The stage that makes the rows and the sampling file."""

TOOLS_FILE = "tools-versions.json"
TOOLS_STAGE = "fetch-tools"

SPLIT = "test"
"""All rows are for evaluation."""


@dataclass(frozen=True, slots=True)
class E2Set:
    """The files of one language."""

    name: str
    """Stem of its files, its key in the sampling file, its config on the Hub: k8s, terraform."""

    lang: Lang

    @property
    def verified(self) -> str:
        """Stem of the file of its rows with a patch, and their config on the Hub."""
        return f"{self.name}-patch-verified"

    def labeled_file(self, release: str) -> str:
        """All files, with what was found in them."""
        return f"{self.name}-labeled-{release}.jsonl"

    def verified_file(self, release: str) -> str:
        """Those of the labeled rows that have a patch."""
        return f"{self.verified}-{release}.jsonl"


SETS = (E2Set("k8s", "k8s"), E2Set("terraform", "tf"))


def sampling_file(release: str) -> str:
    """Name of the account of every file that was read."""
    return f"sampling-e2-{release}.json"


def file_names(release: str) -> frozenset[str]:
    """All that is in data/e2/."""
    rows = (name for s in SETS for name in (s.labeled_file(release), s.verified_file(release)))
    return frozenset({*rows, sampling_file(release), TOOLS_FILE})

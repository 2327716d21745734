"""Where the files of each family are, and which stages of dvc.yaml check and describe them."""

from dataclasses import dataclass
from pathlib import Path

DATA = Path("data")


@dataclass(frozen=True, slots=True)
class Family:
    """One family."""

    name: str
    folder: Path
    """Its rows and their accounts."""

    validate: str = "validate"
    export_meta: str = "export-meta"

    @property
    def report(self) -> Path:
        """What its validation found."""
        return DATA / "reports" / f"{self.name}.json"

    @property
    def metadata(self) -> Path:
        """What may be public."""
        return DATA / "meta" / f"{self.name}.jsonl"


E1 = Family("e1", DATA / "e1")
E2 = Family("e2", DATA / "e2")
SID = Family("sid", DATA / "traces", validate="validate-sid", export_meta="export-meta-sid")
FAMILIES = {family.name: family for family in (E1, E2, SID)}

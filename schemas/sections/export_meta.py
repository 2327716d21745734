"""Parameters of the stage export-meta."""

from schemas.moment import UtcSecond
from schemas.strict import Strict


class ExportMetaParams(Strict):
    """Section `export_meta`."""

    created_at: UtcSecond
    """When the release was made; not the clock: rebuilds must be equal."""

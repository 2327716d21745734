"""Where the rows of a set come from: one metadata row a source."""

from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from schemas.manifest import Manifest
from schemas.meta import MetaRow
from schemas.sections.fetch import Source
from stages.common.errors import PipelineError
from stages.common.files import sha256_file
from stages.hub.metadata.inputs import Inputs
from stages.hub.records import load_record


def provenance_row(inputs: Inputs, name: str, *, listed: bool) -> MetaRow:
    """Licence, citation, revision and hashes of a source: of each file if listed, or one of all.

    Where a file is a row, its path and hash say which rows there are, so that it is not listed.
    """
    if name not in inputs.sources:
        raise PipelineError(f"fetch.sources has no {name!r}", where="params.yaml")
    source = inputs.sources[name]
    path = inputs.manifests / f"{name}.json"
    manifest = load_record(Manifest, path, stage="fetch")
    description = f"Source {name}: licence, citation, revision and the hashes of its files."
    if source.synthetic:
        description = f"Synthetic source {name}: made up, in the file formats of real ones."
    payload = {
        "homepage": source.homepage,
        "licence": source.licence,
        "citation": source.citation,
        "kind": source.kind,
        "location": public_location(source),
        "revision": source.revision,
        "synthetic": source.synthetic,
        "files": _listed(manifest) if listed else _summed_up(manifest, path),
    }
    return inputs.row("provenance", name, description, payload)


def _listed(manifest: Manifest) -> list[dict[str, Any]]:
    return [file.model_dump() for file in manifest.files]


def _summed_up(manifest: Manifest, path: Path) -> dict[str, Any]:
    """`sha256` is that of the list of the files with their hashes, data/sources/<family>/*.json."""
    size = sum(file.size for file in manifest.files)
    return {"count": len(manifest.files), "bytes": size, "sha256": sha256_file(path)}


def public_location(source: Source) -> str | None:
    """The location if others can use it: no path of this machine, no credentials of its user."""
    if source.kind == "hf":
        return source.location
    if source.kind == "sample":
        return None if PurePosixPath(source.location).is_absolute() else source.location
    url = urlsplit(source.location)
    if source.kind == "local" or url.scheme not in ("http", "https"):
        return None
    host = url.netloc.rpartition("@")[2]
    return urlunsplit((url.scheme, host, url.path, "", ""))

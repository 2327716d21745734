"""Where the rows of a set come from: one metadata row a source."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit, urlunsplit

from schemas.manifest import Manifest
from schemas.meta import MetaRow
from schemas.sections.fetch import Source
from stages.common.errors import PipelineError
from stages.hub.metadata.inputs import Inputs
from stages.hub.records import load_record


def provenance_row(inputs: Inputs, name: str) -> MetaRow:
    """Licence, citation, revision and file hashes of a source."""
    if name not in inputs.sources:
        raise PipelineError(f"fetch.sources has no {name!r}", where="params.yaml")
    source = inputs.sources[name]
    manifest = load_record(Manifest, inputs.manifests / f"{name}.json", stage="fetch")
    description = f"Source {name}: licence, citation, revision and the hashes of its files."
    if source.synthetic:
        description = f"Synthetic stand-in for {name}: made by a generator, in its file formats."
    payload = {
        "homepage": source.homepage,
        "licence": source.licence,
        "citation": source.citation,
        "kind": source.kind,
        "location": public_location(source),
        "revision": source.revision,
        "synthetic": source.synthetic,
        "files": [file.model_dump() for file in manifest.files],
    }
    return inputs.row("provenance", name, description, payload)


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

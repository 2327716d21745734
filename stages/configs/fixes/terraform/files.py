"""Fixes of files that Terraform writes."""

import re

from stages.configs.fixes.terraform.place import Place, in_place
from stages.configs.parsed import Op

_PRIVATE = re.compile(r"private|secret|password|token|\.pem|\.key|id_(rsa|ed25519)", re.IGNORECASE)
_SCRIPT = re.compile(r"#!/|\.sh$")
_TELLING = ("content", "content_base64", "sensitive_content", "filename")


@in_place
def narrow_permission(place: Place) -> list[Op]:
    """Only the owner may change the file, and nobody else read what seems to be secret."""
    texts = [str(place.get(name)) for name in _TELLING]
    script = any(map(_SCRIPT.search, texts))
    if any(map(_PRIVATE.search, [*place.block["labels"], *texts])):
        return place.set("0700" if script else "0600", "file_permission")
    return place.set("0755" if script else "0644", "file_permission")

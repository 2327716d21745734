"""What the fake scanners get to scan."""

from collections.abc import Iterable

from schemas.e2 import Lang, Tool, config_hash
from stages.configs.corpus import PARSERS
from stages.configs.parsed import Parsed

VERSIONS: dict[Tool, str] = {"kube-linter": "0.8.3", "opa": "1.22.2", "semgrep": "1.182.0"}


def modules(words: Iterable[str]) -> dict[str, Parsed]:
    """Terraform files, one for each word, which stands in its text."""
    return _parsed("tf", (f'variable "{word}" {{\n}}\n' for word in words))


def manifests(words: Iterable[str]) -> dict[str, Parsed]:
    """Manifests, one for each word, which stands in its text."""
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {}\n"
    return _parsed("k8s", (text.format(word) for word in words))


def _parsed(lang: Lang, texts: Iterable[str]) -> dict[str, Parsed]:
    return {config_hash(text): PARSERS[lang](text) for text in texts}

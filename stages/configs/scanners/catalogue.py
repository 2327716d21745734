"""The rules that the scanners run with, whether or not they find anything."""

import re
from collections.abc import Callable, Iterator, Mapping

import yaml

from schemas.e2 import LANGS, TOOLS, TOOLS_BY_LANG, Severity, Tool
from schemas.e2_sampling import Rules
from stages.configs.scanners.policies import Policies, policies

_ANNOTATIONS = re.compile(r"^# METADATA\n((?:#.*\n)+)", re.MULTILINE)


def catalogue() -> Rules:
    """Severity by scanner, language and rule."""
    return {
        tool: {
            lang: dict(sorted(_READERS[tool](policies(tool, lang))))
            for lang in LANGS
            if tool in TOOLS_BY_LANG[lang]
        }
        for tool in TOOLS
    }


def _kube_linter(rules: Policies) -> Iterator[tuple[str, Severity]]:
    for content in rules.files.values():
        for name, check in yaml.safe_load(content)["checks"].items():
            yield name, check["severity"]


def _opa(rules: Policies) -> Iterator[tuple[str, Severity]]:
    """From the annotations, where alone they stand."""
    for content in rules.files.values():
        for block in _ANNOTATIONS.findall(content.decode()):
            custom = yaml.safe_load(re.sub(r"(?m)^# ?", "", block)).get("custom", {})
            if "id" in custom:
                yield custom["id"], custom["severity"]


def _semgrep(rules: Policies) -> Iterator[tuple[str, Severity]]:
    for content in rules.files.values():
        for rule in yaml.safe_load(content)["rules"]:
            yield rule["id"], rule["metadata"]["severity"]


_READERS: Mapping[Tool, Callable[[Policies], Iterator[tuple[str, Severity]]]] = {
    "kube-linter": _kube_linter,
    "opa": _opa,
    "semgrep": _semgrep,
}

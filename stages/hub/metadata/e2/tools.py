"""The scanners: versions, licences, and the rules that each ran with."""

from collections import Counter
from collections.abc import Iterator, Mapping

from schemas.e2 import SEVERITIES, TOOLS, Severity, Tool
from schemas.e2_sampling import E2Sampling
from schemas.meta import MetaRow
from stages.common.errors import PipelineError
from stages.hub.metadata.inputs import Inputs

DESCRIPTIONS: dict[Tool, str] = {
    "kube-linter": (
        "KubeLinter with its own checks. It knows no severities; those of its checks are this"
        " project's."
    ),
    "opa": "Open Policy Agent with this project's own Rego policies, which follow published ones.",
    "semgrep": "Semgrep with this project's own rules, none of them from its registry.",
}


def tool_rows(inputs: Inputs, sampling: E2Sampling) -> Iterator[MetaRow]:
    """A row a scanner; raises PipelineError if the parameters do not have it."""
    for tool in TOOLS:
        if tool in sampling.tools:
            yield _tool_row(inputs, tool, sampling)


def _tool_row(inputs: Inputs, tool: Tool, sampling: E2Sampling) -> MetaRow:
    if tool not in inputs.tools:
        raise PipelineError(f"fetch.tools has no {tool!r}", where="params.yaml")
    catalogue = sampling.rules.get(tool, {})
    payload = {
        "version": sampling.tools[tool],
        "homepage": inputs.tools[tool].homepage,
        "licence": inputs.tools[tool].licence,
        "replayed": tool in sampling.replayed,
        "rule_counts": {lang: _counts(rules) for lang, rules in catalogue.items()},
        "rules": catalogue,
    }
    return inputs.row("tools", tool, DESCRIPTIONS[tool], payload)


def _counts(rules: Mapping[str, Severity]) -> dict[str, int]:
    """Rules in all, and by severity."""
    by_severity = Counter(rules.values())
    return {"all": len(rules), **{severity: by_severity[severity] for severity in SEVERITIES}}

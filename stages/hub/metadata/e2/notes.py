"""What a user of E2 should know before trusting a number that was measured on it."""

from collections.abc import Iterator

from schemas.e2_sampling import E2Sampling
from schemas.meta import MetaRow
from stages.hub.metadata.inputs import Inputs

PRIVACY = {
    "rows": "Held out: they go to a private repository only, and this metadata is what is public.",
    "reason": (
        "The files come from public repositories. What makes them a test is their labels and their"
        " patches; once these are public they end up in training data and prove nothing."
    ),
    "files": "Neither paths nor hashes of the files are told: they would say which files are rows.",
    "seed": "Not told: with a limit, anyone could draw the held-out rows again with it.",
    "access": "Ask the maintainers for access to the private repository.",
}

LABELS = {
    "files": (
        "A manifest is a YAML file with a document that has apiVersion and kind; a Terraform file"
        " is one that parses as HCL. Of files with equal content one is kept."
    ),
    "findings": "All that the scanners report, unedited; a rule that two have is reported twice.",
    "severity": (
        "low, medium, high or critical, fixed for each rule; the rows of the section tools list"
        " them all. KubeLinter has none of its own, so that its table is this project's."
    ),
    "loc": "path:line, with the line from 1 in the whole file, multi-document files included.",
    "no_findings": (
        "No rule matched. A file on which a scanner failed is not a row, so that an empty list"
        " never means a crash."
    ),
}

PATCHES = {
    "verified": (
        "The patch applies with `git apply`, the file still parses, the findings it is for are"
        " gone under all scanners, and none reports anything new."
    ),
    "not_verified": (
        "That the application still works. Nothing was deployed: a read-only file system or a"
        " missing capability may break a program that needs it."
    ),
    "partial": "A patch may mend some findings of a file and leave the others.",
    "values": "Where a rule wants a value to be set, as a memory limit, the value is a guess.",
    "null": 'A row without a patch has null in the files and "" on the Hub.',
}

LIMITS = {
    "one_file": (
        "Each file is judged alone: a setting that a kustomization, a Helm value, a variable or"
        " another module makes is not seen."
    ),
    "unknown_values": "Terraform expressions are not evaluated; rules pass over what they hide.",
    "templates": "Helm and other templates are no YAML and left out; the account counts them.",
    "examples": "Teaching repositories are simpler than others, and often insecure on purpose.",
    "truth": "Findings are what scanners say. Some would be accepted risks where the file is used.",
}

COVERAGE = (
    "Rows, findings and patches of each set. parse_rate: usable files among the usable and the"
    " faulty ones; those left out by design (other types, templates, no manifests) are not counted."
)

SYNTHETIC = (
    "These sets come from committed samples and exist to test the pipeline. Never train or evaluate"
    " on them."
)

REPLAYED = (
    "These scanners could not be run where this was built. Their findings are a record of an"
    " earlier run on the same files."
)


def notes(inputs: Inputs, sampling: E2Sampling) -> Iterator[MetaRow]:
    """The rows of the section notes."""
    yield inputs.row("notes", "privacy-rationale", "Why the rows are not public.", PRIVACY)
    yield inputs.row("notes", "labels", "How the labels are made.", LABELS)
    yield inputs.row("notes", "patches", "What a patch proves, and what not.", PATCHES)
    yield inputs.row("notes", "known-limits", "What the labels cannot tell.", LIMITS)
    yield inputs.row("notes", "coverage", COVERAGE, inputs.report.figures["sets"])
    if made_up := _synthetic(sampling):
        yield inputs.row("notes", "synthetic", SYNTHETIC, {"sources": made_up})
    if sampling.replayed:
        yield inputs.row("notes", "replayed", REPLAYED, {"tools": sampling.replayed})


def _synthetic(sampling: E2Sampling) -> list[str]:
    sources = (pair for account in sampling.sets.values() for pair in account.sources.items())
    return sorted({name for name, source in sources if source.synthetic})

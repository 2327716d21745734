"""Valid small E2 sets for tests to damage.

Of each three rows one is clean, one has findings, one has findings and a patch.
"""

import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from schemas.e2 import TOOLS_BY_LANG, config_hash
from schemas.e2_sets import SETS, TOOLS_FILE, E2Set, sampling_file
from tests.builders import Row, write_rows

SMALL = {"k8s": 9, "terraform": 6}
SOURCES = {"k8s": "kubernetes-samples", "terraform": "terraform-samples"}
COMMIT = "c0ffee" + "0" * 34
VERSIONS = {"kube-linter": "0.8.3", "opa": "1.22.2", "semgrep": "1.182.0"}

FILES = {
    "k8s": (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: app-{n}\nspec:\n  hostNetwork: {bad}\n",
        ("true", "false"),
        "host-network",
        6,
    ),
    "terraform": (
        'resource "aws_s3_bucket" "logs_{n}" {{\n  # private\n  acl = "{bad}"\n}}\n',
        ("public-read", "private"),
        "public-bucket-acl",
        3,
    ),
}
"""By set: a file with a place for a number and a value, a bad and a good value, rule, line."""


def row_of(spec: E2Set, number: int) -> Row:
    """The row of that number."""
    template, (bad, good), rule, line = FILES[spec.name]
    path = f"apps/app-{number:03}.{'yaml' if spec.lang == 'k8s' else 'tf'}"
    kind = number % 3
    question = template.format(n=number, bad=bad if kind else good)
    mended = template.format(n=number, bad=good)
    found = [
        {"tool": t, "rule_id": rule, "severity": "high", "msg": "bad", "loc": f"{path}:{line}"}
        for t in TOOLS_BY_LANG[spec.lang]
    ]
    return {
        "question": question,
        "info": {
            "violations": found if kind else [],
            "patch": patch_of(question, mended, path) if kind == 2 else None,
        },
        "meta": {
            "lang": spec.lang,
            "source": f"sample/{SOURCES[spec.name]}@{COMMIT}:{path}",
            "hash": config_hash(question),
        },
    }


def patch_of(before: str, after: str, path: str) -> str:
    """A unified diff."""
    lines = (text.splitlines(keepends=True) for text in (before, after))
    return "".join(difflib.unified_diff(*lines, f"a/{path}", f"b/{path}"))


def build_sets(counts: Mapping[str, int] | None = None) -> dict[str, list[Row]]:
    """Labelled rows by set."""
    numbers = counts or SMALL
    return {spec.name: [row_of(spec, n) for n in range(numbers[spec.name])] for spec in SETS}


def account_of(spec: E2Set, rows: list[Row], *, synthetic: bool) -> dict[str, Any]:
    """An account that adds up."""
    patched = sum(row["info"]["patch"] is not None for row in rows)
    found = sum(bool(row["info"]["violations"]) for row in rows)
    source = {
        "synthetic": synthetic,
        "repository": f"sample/{SOURCES[spec.name]}",
        "commit": COMMIT,
        "read": len(rows) + 9,
        "kept": len(rows),
        "duplicate": 1,
        "rejected": {
            "other-type": {"rows": 5, "fault": False},
            "not-utf8": {"rows": 2, "fault": True},
        },
        "surplus": 1,
    }
    return {
        "limit": None,
        "kept": len(rows),
        "sources": {SOURCES[spec.name]: source},
        "patches": {
            "with_findings": found,
            "fixable": patched + 1,
            "verified": patched,
            "failed": {"finding remains": 1},
            "fixes": {FILES[spec.name][2]: {"tried": patched + 1, "verified": patched}},
            "hand_written": 1,
            "hand_written_refused": {"kubernetes-samples/web.patch": "does not apply"},
        },
    }


def rules() -> dict[str, dict[str, dict[str, str]]]:
    """The rules of all scanners, and one that finds nothing."""
    catalogue: dict[str, dict[str, dict[str, str]]] = {}
    for spec in SETS:
        for tool in TOOLS_BY_LANG[spec.lang]:
            found = {FILES[spec.name][2]: "high", "quiet": "low"}
            catalogue.setdefault(tool, {})[spec.lang] = found
    return catalogue


def write_sets(
    folder: Path, sets: Mapping[str, list[Row]], release: str = "test", *, synthetic: bool = True
) -> None:
    """The six files of data/e2/."""
    folder.mkdir(parents=True, exist_ok=True)
    accounts = {}
    for spec in SETS:
        rows = sets[spec.name]
        write_rows(folder / spec.labeled_file(release), rows)
        patched = [row for row in rows if row["info"]["patch"] is not None]
        write_rows(folder / spec.verified_file(release), patched)
        accounts[spec.name] = account_of(spec, rows, synthetic=synthetic)
    sampling = {
        "release": release,
        "seed": 42,
        "tools": VERSIONS,
        "rules": rules(),
        "replayed": [],
        "sets": accounts,
    }
    (folder / sampling_file(release)).write_text(json.dumps(sampling))
    (folder / TOOLS_FILE).write_text(json.dumps(VERSIONS))

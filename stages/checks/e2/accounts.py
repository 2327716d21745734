"""The sampling file and the versions of the scanners: they agree with each other and the rows."""

from collections import Counter
from pathlib import Path

from schemas.e2_sampling import E2Sampling, E2SetAccount, ToolVersions
from schemas.e2_sets import SETS, STAGE, TOOLS_FILE, TOOLS_STAGE, sampling_file
from schemas.report import CheckedFile
from stages.checks.e2.labeled import LabeledSet
from stages.checks.problems import Problems
from stages.checks.record import load_record
from stages.common.files import sha256_file


def load_account(
    folder: Path, release: str, problems: Problems
) -> tuple[E2Sampling | None, dict[Path, CheckedFile]]:
    """The account if it can be read, and those of its files that are there."""
    path, tools_path = folder / sampling_file(release), folder / TOOLS_FILE
    sampling = load_record(E2Sampling, path, STAGE, problems)
    versions = load_record(ToolVersions, tools_path, TOOLS_STAGE, problems)
    if sampling:
        _check_keys(sampling, path, release, problems)
    if sampling and versions:
        _check_tools(sampling, versions, path, problems)
    files = [file for file in (path, tools_path) if file.is_file()]
    return sampling, {file: CheckedFile(rows=None, sha256=sha256_file(file)) for file in files}


def _check_keys(sampling: E2Sampling, path: Path, release: str, problems: Problems) -> None:
    if sampling.release != release:
        problems.add(f"release: {sampling.release!r}, not {release!r}", path)
    wanted = {spec.name for spec in SETS}
    for name in sorted(wanted ^ sampling.sets.keys()):
        problems.add(f"sets: {name} is {'missing' if name in wanted else 'unknown'}", path)


def _check_tools(
    sampling: E2Sampling, versions: ToolVersions, path: Path, problems: Problems
) -> None:
    for tool in sorted(sampling.tools.keys() | versions.root.keys()):
        ours, theirs = (tools.get(tool, "missing") for tools in (sampling.tools, versions.root))
        if ours != theirs:
            problems.add(f"tools: {tool} {ours}, {TOOLS_FILE} says {theirs}", path)


def check_account(loaded: LabeledSet, account: E2SetAccount, problems: Problems) -> None:
    """Compare an account with the rows; the detailed counts only where all rows are valid."""
    if account.kept != loaded.checked.rows:
        what = f"has {loaded.checked.rows} rows, its account {account.kept}"
        problems.add(what, loaded.path)
    if not loaded.whole:
        return
    here, there = _here(loaded), _there(account)
    for kind in sorted(here | there):
        if here[kind] != there[kind]:
            what = f"{here[kind]} rows {kind}, its account says {there[kind]}"
            problems.add(what, loaded.path)


def _here(loaded: LabeledSet) -> Counter[str]:
    return Counter(
        {
            **{f"of {origin}": rows for origin, rows in loaded.origins.items()},
            "with findings": loaded.with_findings,
            "with a patch": len(loaded.patched),
        }
    )


def _there(account: E2SetAccount) -> Counter[str]:
    counts = Counter({"with findings": account.patches.with_findings})
    counts["with a patch"] = account.patches.verified
    for source in account.sources.values():
        counts[f"of {source.origin}"] += source.kept
    return counts

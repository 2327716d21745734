"""The metadata file: what it says of itself, and which files it wants to be there."""

from collections.abc import Set
from pathlib import Path

from schemas.traces_files import STAGE, is_trace_file, metadata_file, trace_files
from schemas.traces_metadata import TracesMetadata
from stages.checks.folder import check_folder
from stages.checks.problems import Problems
from stages.checks.record import load_record


def load_account(
    folder: Path, release: str, domains: Set[str], problems: Problems
) -> TracesMetadata | None:
    """The metadata if it can be read; `domains` are those of the registry."""
    path = folder / metadata_file(release)
    account = load_record(TracesMetadata, path, STAGE, problems)
    if account:
        _check_account(account, path, release, domains, problems)
    return account


def _check_account(
    account: TracesMetadata, path: Path, release: str, domains: Set[str], problems: Problems
) -> None:
    if account.release != release:
        problems.add(f"release: {account.release!r}, not {release!r}", path)
    for name in sorted(account.counts.keys() - domains):
        problems.add(f"counts: {name!r} is no domain of the registry", path)
    wanted = trace_files(release, len(account.files), account.format)
    for file, name in zip(account.files, wanted, strict=True):
        if file.name != name:
            problems.add(f"files: {file.name!r} where {name!r} should be", path)


def files_to_judge(
    folder: Path, release: str, account: TracesMetadata | None, problems: Problems
) -> list[Path]:
    """The files that are listed and there; without an account, all that have the name of one."""
    there = _present(folder, release)
    listed = trace_files(release, len(account.files), account.format) if account else there
    check_folder(folder, release, {*listed, *there, metadata_file(release)}, problems)
    for name in there:
        if name not in listed:
            problems.add(f"is not listed in {metadata_file(release)}; remove it", folder / name)
    for name in listed:
        if name not in there:
            problems.add(f"no such file; make it with `dvc repro {STAGE}`", folder / name)
    return [folder / name for name in listed if name in there]


def _present(folder: Path, release: str) -> tuple[str, ...]:
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(p.name for p in paths if p.is_file() and is_trace_file(p.name, release))

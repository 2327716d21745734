"""The sampling files: they add up, and they tell of the rows that are there."""

from pathlib import Path

from schemas.e1_sampling import SamplingFile, SetAccount
from schemas.e1_sets import SETS
from schemas.report import CheckedFile
from stages.checks.e1.read import LoadedSet
from stages.checks.problems import Problems
from stages.checks.record import load_record
from stages.common.files import sha256_file

COUNTS = {
    "answers": "answer",
    "splits": "split",
    "families": "attack_family",
    "scenarios": "scenario",
}
"""Counts of an account, and the attribute of a row that each counts."""


def load_accounts(
    folder: Path, release: str, problems: Problems
) -> tuple[dict[str, SetAccount], dict[Path, CheckedFile]]:
    """Accounts by set, and the files that they come from."""
    stages = {folder / spec.account_file(release): spec.stage for spec in SETS}
    accounts: dict[str, SetAccount] = {}
    files = {}
    for path, stage in stages.items():
        if path.is_file():
            files[path] = CheckedFile(rows=None, sha256=sha256_file(path))
        if sampling := load_record(SamplingFile, path, stage, problems):
            _check_keys(sampling, path, release, problems)
            accounts |= sampling.sets
    return accounts, files


def _check_keys(sampling: SamplingFile, path: Path, release: str, problems: Problems) -> None:
    if sampling.release != release:
        problems.add(f"release: {sampling.release!r}, not {release!r}", path)
    wanted = {spec.name for spec in SETS if path.name == spec.account_file(release)}
    for name in sorted(wanted ^ sampling.sets.keys()):
        problems.add(f"sets: {name} is {'missing' if name in wanted else 'unknown'}", path)


def check_account(loaded: LoadedSet, account: SetAccount, problems: Problems) -> None:
    """Compare an account with the rows; the detailed counts only where all rows are valid."""
    where = loaded.path
    if account.source != loaded.spec.source:
        problems.add(f"its account names the source {account.source!r}", where)
    if account.kept != loaded.checked.rows:
        problems.add(f"has {loaded.checked.rows} rows, its account {account.kept}", where)
    if loaded.whole:
        for name, key in COUNTS.items():
            told = {value: rows for value, rows in getattr(account, name).items() if rows}
            _compare(name, loaded.count_each(key), told, where, problems)


def _compare(
    name: str, found: dict[str, int], told: dict[str, int], where: Path, problems: Problems
) -> None:
    for value in sorted(found.keys() | told.keys()):
        here, there = found.get(value, 0), told.get(value, 0)
        if here != there:
            problems.add(f"{name}: {here} rows of {value!r}, its account says {there}", where)

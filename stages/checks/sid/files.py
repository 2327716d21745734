"""Each file of traces: what was found in it, and whether it is as the metadata lists it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from schemas.report import CheckedFile
from schemas.traces_metadata import TracesMetadata
from stages.checks.problems import Problems
from stages.checks.sid.judging import Finding, Verdict
from stages.common.files import sha256_file
from stages.common.progress import progress

Verdicts = Mapping[str, Verdict]


def check_files(
    files: Sequence[Path], verdicts: Verdicts, account: TracesMetadata | None, problems: Problems
) -> None:
    """Note all findings, and the files that have other sizes than the metadata says."""
    listed = {file.name: file for file in account.files} if account else {}
    for path in files:
        _note(path, verdicts[path.name], problems)
        if file := listed.get(path.name):
            size, rows = path.stat().st_size, verdicts[path.name].rows
            if rows != file.rows:
                problems.add(f"has {rows} traces, the metadata says {file.rows}", path)
            if size != file.bytes:
                problems.add(f"has {size} bytes, the metadata says {file.bytes}", path)


def _note(path: Path, verdict: Verdict, problems: Problems) -> None:
    for finding in verdict.findings:
        problems.add(_told(finding), path, finding.line or None)
    problems.count_more(sum(verdict.codes.values()) - len(verdict.findings))


def _told(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    return f"{place}{finding.message} ({finding.code})"


def counted_codes(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """Findings of all files by code, the most frequent first."""
    codes: Counter[str] = Counter()
    for verdict in verdicts:
        codes.update(verdict.codes)
    return dict(sorted(codes.items(), key=lambda item: (-item[1], item[0])))


def hashed(files: Sequence[Path], verdicts: Verdicts, workers: int) -> dict[Path, CheckedFile]:
    """The files as they are, with as many threads as `workers` says; 0 leaves it to Python."""
    found = {}
    total = sum(path.stat().st_size for path in files)
    with ThreadPoolExecutor(workers or None) as pool, progress("hashes", total, "B") as bar:
        for path, sha256 in zip(files, pool.map(sha256_file, files), strict=True):
            found[path] = CheckedFile(rows=verdicts[path.name].rows, sha256=sha256)
            bar.update(path.stat().st_size)
    return found

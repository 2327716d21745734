"""Judge files of gold traces, of whatever origin, by the domains of schemas/domains/.

    python -m stages.judge_traces traces.jsonl more.parquet
    python -m stages.judge_traces traces.jsonl --diversity    also how varied they are, as JSON

Reads JSON lines, plain or .zst, and Parquet. A line a problem, `file:line: place: what (code)`, at
most 100 a file; exit code 1 if there is any.
"""

import argparse
import json
import sys
from pathlib import Path

from schemas.sections.runtime import RuntimeParams
from stages.common import cli
from stages.common.errors import PipelineError
from stages.common.params import load_section
from stages.traces.judging.judge import judge
from stages.traces.judging.verdict import Finding, Judgement


def main(args: argparse.Namespace) -> None:
    """Judge the files named on the command line."""
    workers = load_section(RuntimeParams, "runtime", args.params).workers
    judgement = judge(_files(args.files), workers)
    for verdict in judgement.verdicts.values():
        for finding in verdict.findings:
            print(_told(finding))
    if args.diversity:
        print(json.dumps(judgement.diversity, indent=2))
    _conclude(judgement)


def _files(paths: list[Path]) -> list[Path]:
    for path in paths:
        if not path.is_file():
            raise PipelineError("no such file", where=str(path))
    if len({path.name for path in paths}) < len(paths):
        raise PipelineError("two of the files have the same name", fix="judge them one by one")
    return paths


def _told(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    place = f"{finding.place}: " if finding.place else ""
    return f"{finding.file}{line}: {place}{finding.message} ({finding.code})"


def _conclude(judgement: Judgement) -> None:
    verdicts = judgement.verdicts.values()
    rows, wrong = sum(one.rows for one in verdicts), sum(one.wrong for one in verdicts)
    if any(one.codes for one in verdicts):
        sys.exit(f"{wrong:,} of {rows:,} traces have problems")
    print(f"{rows:,} traces, no problems", file=sys.stderr)


if __name__ == "__main__":
    parser = cli.parser(__doc__ or "")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="a file of traces")
    parser.add_argument("--diversity", action="store_true", help="print figures of the set")
    cli.run(main, parser)

"""Judge finished files in processes.

judgement = judge(sorted(Path("data/traces").glob("gold-*")), workers=0)
judgement.verdicts["gold-traces-v1-00000-of-00400.jsonl"].wrong  # 0
judgement.diversity["duplicates"]["trace_ids"]  # 0: ids are unique over all files
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from stages.common.progress import progress
from stages.traces.judging.file import judge_file
from stages.traces.judging.verdict import Finding, Judgement, Verdict
from stages.traces.validator.diversity.total import Total
from stages.traces.writing.pool import in_processes

__all__ = ["Finding", "Judgement", "Verdict", "judge"]


def judge(files: Sequence[Path], workers: int) -> Judgement:
    """Judge files of any format, one a task, in `workers` processes (0: one a core).

    What is wrong with a file is in its verdict: no content of a file raises. File names must
    differ.
    """
    verdicts: dict[str, Verdict] = {}
    with Total() as total, progress("judge", len(files), "file") as bar:
        tasks = (partial(judge_file, path, total.bound) for path in files)
        for judged in in_processes(tasks, len(files), workers):
            verdicts[judged.path.name] = judged.verdict
            total.add(judged.tally)
            bar.update()
        return Judgement({path.name: verdicts[path.name] for path in files}, total.figures())

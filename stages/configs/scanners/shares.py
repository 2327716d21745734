"""Divide the files among a few runs, and find the file that breaks one."""

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from schemas.e2 import Lang, Tool
from stages.common.errors import PipelineError
from stages.common.progress import progress
from stages.configs.corpus import PARSERS
from stages.configs.finding import Failure, Scanned
from stages.configs.scanners.adapter import Adapter, Files
from stages.configs.scanners.process import Crash, Runner
from stages.configs.scanners.toolbox import Toolbox

FEWEST = 50
"""Files that are worth a run of their own."""

HARMLESS: Mapping[Lang, str] = {
    "k8s": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: harmless\n",
    "tf": 'variable "harmless" {}\n',
}
"""Files that a scanner that works can scan."""

Results = dict[tuple[Tool, str], Scanned]
"""By scanner and key of the file."""


@dataclass(frozen=True, slots=True)
class Share:
    """Files for one run."""

    adapter: Adapter
    files: Files

    def divided(self, parts: int) -> list["Share"]:
        """Shares of about equal work; no file's result depends on the share that it is in."""
        keys = sorted(self.files, key=lambda key: (-len(self.files[key].text), key))
        return [
            Share(self.adapter, {key: self.files[key] for key in keys[part::parts]})
            for part in range(parts)
        ]

    def failure(self, crash: Crash) -> Results:
        """Each file as one that broke its run."""
        failure = Failure(self.adapter.tool, crash.reason, crash.detail)
        return {(self.adapter.tool, key): failure for key in self.files}


class Pool:
    """Runs scanners on `workers` slots."""

    def __init__(self, toolbox: Toolbox, workers: int) -> None:
        self._toolbox, self._workers = toolbox, workers
        self._working: set[tuple[Tool, Lang]] = set()
        self._probing = threading.Lock()

    def scan(self, shares: Iterable[Share]) -> Results:
        """The results of all files of all shares.

        A run that fails is tried again in halves, down to the single file. Raises PipelineError
        if a scanner fails at a harmless file, too.
        """
        runner = Runner(self._toolbox.timeout, threading.Event())
        todo = [part for share in shares for part in share.divided(self._parts(share))]
        results: Results = {}
        with (
            progress("scanning", sum(len(share.files) for share in todo), " scans") as bar,
            ThreadPoolExecutor(self._workers) as executor,
        ):
            try:
                for found in self._results(executor, todo, runner):
                    results |= found
                    bar.update(len(found))
            except BaseException:
                runner.stopped.set()
                executor.shutdown(wait=False, cancel_futures=True)
                raise
        return results

    def _results(self, executor: Executor, todo: list[Share], runner: Runner) -> Iterator[Results]:
        """The results of each run, as they come."""
        running: set[Future[tuple[Results, list[Share]]]] = set()
        while todo or running:
            running |= {executor.submit(self._try, share, runner) for share in todo}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            todo = []
            for future in done:
                results, halves = future.result()
                todo += halves
                yield results

    def _parts(self, share: Share) -> int:
        return max(1, min(self._workers, len(share.files) // FEWEST))

    def _try(self, share: Share, runner: Runner) -> tuple[Results, list[Share]]:
        """The results of a share, or its halves."""
        try:
            return self._run(share, runner), []
        except Crash as crash:
            self._require_working(share.adapter, runner)
            if len(share.files) == 1:
                return share.failure(crash), []
            return {}, share.divided(2)

    def _run(self, share: Share, runner: Runner) -> Results:
        adapter = share.adapter
        with tempfile.TemporaryDirectory(prefix="scan-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            arguments = adapter.prepare(share.files, folder)
            command = [str(self._toolbox.program(adapter.tool)), *arguments]
            scanned = adapter.read(runner.run(command, folder, adapter.env), share.files)
        missing = Failure(adapter.tool, "left out", "the scanner says nothing of this file")
        return {(adapter.tool, key): scanned.get(key, missing) for key in share.files}

    def _require_working(self, adapter: Adapter, runner: Runner) -> None:
        with self._probing:
            if (adapter.tool, adapter.lang) in self._working:
                return
            harmless = PARSERS[adapter.lang](HARMLESS[adapter.lang])
            try:
                self._run(Share(adapter, {"harmless": harmless}), runner)
            except Crash as crash:
                raise PipelineError(
                    f"fails at a harmless file, too: {crash.reason}: {crash.detail}",
                    where=f"{adapter.tool} {self._toolbox.versions[adapter.tool]}",
                    fix="see that it runs, and that its rules are right",
                ) from None
            self._working.add((adapter.tool, adapter.lang))

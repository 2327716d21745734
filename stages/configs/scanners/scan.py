"""All scanners over files of both languages."""

import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from schemas.e2 import LANGS, TOOLS, TOOLS_BY_LANG, Lang, Tool
from stages.common.errors import PipelineError
from stages.configs.finding import Failure, Finding, Scanned
from stages.configs.parsed import Parsed
from stages.configs.scanners.adapter import Adapter, Files, arranged
from stages.configs.scanners.kube_linter import KubeLinter
from stages.configs.scanners.opa import Opa
from stages.configs.scanners.record import Record, read_record
from stages.configs.scanners.semgrep import Semgrep
from stages.configs.scanners.shares import Pool, Results, Share
from stages.configs.scanners.toolbox import Toolbox


class Scanners:
    """Scans files, and remembers what was found.

    What a scanner that can't be had would find is taken from `record`, a file that
    `recording.write` made.
    """

    def __init__(self, toolbox: Toolbox, workers: int, record: Path | None = None) -> None:
        self._toolbox, self._record = toolbox, record
        self._pool = Pool(toolbox, workers)
        self._replayed: set[Tool] = set()
        self.recording = Record()
        """All that was found so far."""

    @property
    def versions(self) -> dict[Tool, str]:
        """Of all scanners, also of those that are replayed."""
        return dict(self._toolbox.versions)

    @property
    def replayed(self) -> tuple[Tool, ...]:
        """The scanners whose findings were taken from the record so far."""
        return tuple(tool for tool in TOOLS if tool in self._replayed)

    def scan(self, files: Mapping[str, Parsed]) -> dict[str, Scanned]:
        """What all scanners of its language found in each file, or the failure of one of them.

        Keys are names of folders in a run; any two files have different ones. Raises
        PipelineError for a scanner that does not work, or can't be had and has no record.
        """
        runs, results = list[Share](), Results()
        for adapter, some in self._work(files):
            if adapter.tool in self._toolbox.programs:
                runs.append(Share(adapter, some))
            else:
                results |= self._replay(adapter, some)
        results |= self._pool.scan(runs)
        for adapter, some in self._work(files):
            for key, parsed in some.items():
                version = self._toolbox.versions[adapter.tool]
                self.recording.add(adapter, version, parsed.text, results[adapter.tool, key])
        return {key: _together(results, key, parsed.lang) for key, parsed in files.items()}

    def _work(self, files: Mapping[str, Parsed]) -> Iterator[tuple[Adapter, Files]]:
        """The files of each scanner, the slowest first: Semgrep over Terraform."""
        for tool in reversed(TOOLS):
            for lang in reversed(LANGS):
                some = {key: parsed for key, parsed in files.items() if parsed.lang == lang}
                if some and tool in TOOLS_BY_LANG[lang]:
                    yield self._adapter(tool, lang), some

    def _adapter(self, tool: Tool, lang: Lang) -> Adapter:
        match tool:
            case "kube-linter":
                return KubeLinter()
            case "opa":
                return Opa(lang)
            case "semgrep":
                # Sooner than the whole run, which would be tried again in halves.
                return Semgrep(lang, math.ceil(self._toolbox.timeout / 4))

    @cached_property
    def _recorded(self) -> Record:
        return read_record(self._record) if self._record else Record()

    def _replay(self, adapter: Adapter, files: Files) -> Results:
        tool, version = adapter.tool, self._toolbox.versions[adapter.tool]
        install = f"install {tool} {version}: python -m stages.fetch_tools"
        if self._record is None:
            raise PipelineError("can't be had, and there is no record", where=tool, fix=install)
        self._replayed.add(tool)
        try:
            return {
                (tool, key): self._recorded.find(adapter, version, parsed.text)
                for key, parsed in files.items()
            }
        except LookupError as error:
            raise PipelineError(str(error), where=str(self._record), fix=install) from None


def _together(results: Results, key: str, lang: Lang) -> Scanned:
    """What the scanners of a language found in a file."""
    found: list[Finding] = []
    for tool in TOOLS_BY_LANG[lang]:
        result = results[tool, key]
        if isinstance(result, Failure):
            return result
        found += result
    return arranged(found)

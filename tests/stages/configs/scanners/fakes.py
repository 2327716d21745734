"""Programs that speak the JSON of the scanners, and misbehave where a file's content asks for it.

They find one thing in each file, unless its text holds one of these words:

    CLEAN    find nothing                   HANG     never end
    CRASH    exit code 2, with a message    ABORT    end by a signal
    GARBAGE  print no JSON                  PARTIAL  print the first half of the JSON
    HUGE     print without end              OMIT     leave the file out
"""

import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from schemas.e2 import Tool

_COMMON = """#!{python} -IS
import json, os, pathlib, sys, time

inputs = {{}}
for path in sorted(pathlib.Path("in").rglob("*.*")):
    key = path.stem if path.parent.name == "in" else path.parent.name
    inputs[key] = (str(path), path.read_text())
words = " ".join(text for _, text in inputs.values())
log = pathlib.Path({log!r})
with log.open("a") as file:
    file.write(" ".join(inputs) + "\\n")
words = "" if {calm} else words
if "HANG" in words:
    time.sleep(60)
if "CRASH" in words:
    print("panic: no luck in", os.path.abspath("in"), file=sys.stderr)
    sys.exit(2)
if "ABORT" in words:
    os.abort()
while "HUGE" in words:
    print("x" * 2**20)
inputs = {{key: value for key, value in inputs.items() if "OMIT" not in value[1]}}
findings = {{key: "CLEAN" not in text for key, (_, text) in inputs.items()}}
"""

_OPA = """
found = {{"rule": "r", "severity": "low", "msg": "m", "path": ["blocks", 0]}}
report = {{"result": [
    {{"path": path, "result": [found] if findings[key] else []}}
    for key, (path, _) in inputs.items()
]}}
"""

_SEMGREP = """
extra = {{"message": "m", "metadata": {{"severity": "high"}}}}
report = {{
    "results": [
        {{"check_id": "r", "path": path, "start": {{"line": 2}}, "extra": extra}}
        for key, (path, _) in inputs.items() if findings[key]
    ],
    "errors": [],
    "paths": {{"scanned": [path for path, _ in inputs.values()]}},
}}
"""

_KUBE_LINTER = """
reports = [
    {{"Check": check, "Diagnostic": {{"Message": "m"}},
      "Object": {{"Metadata": {{"FilePath": os.path.abspath(path)}}}}}}
    for key, (path, _) in inputs.items()
    for check in ("loaded", "host-network")[:1 + findings[key]]
]
report = {{"Reports": reports}}
"""

_END = """
text = json.dumps(report)
text = text[:len(text) // 2] if "PARTIAL" in words else text
sys.stdout.write("usage: no JSON" if "GARBAGE" in words else text)
"""

_SPEECH: dict[Tool, str] = {"kube-linter": _KUBE_LINTER, "opa": _OPA, "semgrep": _SEMGREP}


@dataclass(frozen=True)
class Fake:
    """A fake scanner."""

    program: Path

    @property
    def log(self) -> Path:
        return self.program.with_suffix(".log")

    @property
    def runs(self) -> list[set[str]]:
        """The keys of the files of each run so far."""
        return [set(line.split()) for line in self.log.read_text().splitlines()]


def make(folder: Path, tool: Tool, *, calm: bool = False) -> Fake:
    """A fake of a scanner, in a folder of its own; a calm one always works."""
    folder.mkdir(parents=True)
    fake = Fake(folder / tool)
    script = (_COMMON + _SPEECH[tool] + _END).format(
        python=sys.executable, log=str(fake.log), calm=calm
    )
    fake.program.write_text(script)
    fake.program.chmod(fake.program.stat().st_mode | stat.S_IXUSR)
    return fake

"""A pack of policies: its Rego and Semgrep rules, and their own tests."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from stages.configs.scanners.policies import FOLDER
from tests.stages.configs.tools import tool

QUIET = {"SEMGREP_ENABLE_VERSION_CHECK": "0", "SEMGREP_SEND_METRICS": "off"}

Rule = dict[str, Any]


def run(name: str, *args: str | Path) -> str:
    """What the program prints; fails with it if the program does."""
    command = [tool(name), *args]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | QUIET)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Pack:
    """The rules of one language."""

    name: str

    @property
    def rego(self) -> Path:
        """Rego files, with their tests."""
        return FOLDER / "rego" / self.name

    @property
    def semgrep(self) -> Path:
        """Semgrep rules."""
        return FOLDER / "semgrep" / self.name

    @property
    def semgrep_tests(self) -> Path:
        """Files with comments that say what is found where."""
        return FOLDER / "semgrep" / "tests" / self.name

    @cached_property
    def policies(self) -> dict[str, Rule]:
        """The annotations of the Rego rules by id; fails for an id that two rules have."""
        report = json.loads(run("opa", "inspect", "--annotations", "--format", "json", self.rego))
        notes = [entry["annotations"] for entry in report["annotations"]]
        rules = [note for note in notes if note["scope"] == "rule"]
        found = {rule["custom"]["id"]: rule for rule in rules}
        assert len(found) == len(rules)
        return found

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The Semgrep rules by id; fails for an id that two rules have."""
        files = [yaml.safe_load(path.read_bytes()) for path in sorted(self.semgrep.iterdir())]
        rules = [rule for file in files for rule in file["rules"]]
        found = {rule["id"]: rule for rule in rules}
        assert len(found) == len(rules)
        return found

    def rego_heads(self) -> int:
        """How many rules add findings."""
        files = [path for path in self.rego.glob("**/*.rego") if not path.stem.endswith("_test")]
        return len(re.findall(r"^findings contains", "\n".join(map(Path.read_text, files)), re.M))

    def rego_tests(self) -> set[str]:
        """The names of the Rego tests that pass; fails if one does not."""
        results = json.loads(run("opa", "test", "--format", "json", self.rego))
        return {result["name"] for result in results}

    def semgrep_tests_passed(self, folder: Path) -> set[str]:
        """The rules whose tests pass; fails if one does not.

        The native engine, thirty times as fast, wants the tests beside the rules.
        """
        for path in (*self.semgrep.iterdir(), *self.semgrep_tests.iterdir()):
            shutil.copy(path, folder)
        options = ("--experimental", "--test", "--metrics=off", "--json")
        report = json.loads(run("semgrep", "scan", *options, folder))
        checks = [file["checks"] for file in report["results"].values()]
        return {name for found in checks for name, check in found.items() if check["matches"]}

    def semgrep_comments(self, kind: str) -> set[str]:
        """The rules that comments of this kind name."""
        text = "\n".join(path.read_text() for path in self.semgrep_tests.iterdir())
        comments = re.findall(rf"# {kind}: (.*)", text)
        return {name for comment in comments for name in comment.split(", ")}


@cache
def pack(name: str) -> Pack:
    """The pack of that name; what programs say of it is asked once."""
    return Pack(name)

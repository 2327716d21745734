"""The checks of KubeLinter that are on; policies/kube-linter.yaml says what its keys mean."""

import re
from functools import cache

import yaml

from schemas.e2 import Severity
from schemas.strict import Strict
from stages.configs.scanners.policies import policies


class Case(Strict):
    """What is different for messages that contain a text."""

    message: str
    severity: Severity | None = None
    path: tuple[str, ...] | None = None
    same_as: str | None = None


class Check(Strict):
    """How severe a finding is, and where it stands."""

    severity: Severity
    path: tuple[str, ...]
    same_as: str | None = None
    cases: tuple[Case, ...] = ()

    def of(self, message: str) -> "Check":
        """As it is for this message."""
        for case in self.cases:
            if case.message in message:
                return self.model_copy(
                    update=case.model_dump(exclude={"message"}, exclude_none=True)
                )
        return self


class Names(Strict):
    """How messages name parts: patterns of which the first that matches counts."""

    container: tuple[re.Pattern[str], ...]
    variable: tuple[re.Pattern[str], ...]
    folder: tuple[re.Pattern[str], ...]


class Checks(Strict):
    """The file."""

    names: Names
    checks: dict[str, Check]


@cache
def read_checks() -> Checks:
    """The file, checked."""
    [content] = policies("kube-linter", "k8s").files.values()
    return Checks.model_validate(yaml.safe_load(content))


def named(patterns: tuple[re.Pattern[str], ...], message: str) -> str | None:
    """The name in a message; None if it has none."""
    matches = (pattern.search(message) for pattern in patterns)
    name = next((match[1] for match in matches if match), None)
    return None if name is None else re.sub(r"\\(.)", r"\1", name)

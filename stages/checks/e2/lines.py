"""From a line of an E2 file to a row that belongs there, or to what is wrong with it."""

from collections.abc import Iterator

from schemas.e2 import SEVERITIES, E2Row
from schemas.e2_sampling import Rules
from schemas.e2_sets import E2Set
from stages.checks.lines import Faults, parse_row


def parse_line(line: bytes, spec: E2Set, rules: Rules | None) -> E2Row | Faults:
    """The row that a line of this set's file holds; without rules, findings can be of any."""
    row = parse_row(line, E2Row)
    if isinstance(row, Faults):
        return row
    if row.meta.lang != spec.lang:
        return Faults([f"meta.lang: {row.meta.lang!r} in a file of {spec.lang!r}"])
    return Faults(_unknown_rules(row, rules) if rules is not None else ()) or row


def _unknown_rules(row: E2Row, rules: Rules) -> Iterator[str]:
    for index, found in enumerate(row.info.violations):
        least = rules.get(found.tool, {}).get(row.meta.lang, {}).get(found.rule_id)
        if least is None or SEVERITIES.index(found.severity) < SEVERITIES.index(least):
            rule = f"{found.tool} has no rule {found.rule_id!r} of severity {found.severity}"
            yield f"info.violations.{index}: {rule}"

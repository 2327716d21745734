"""What a model is told of each of the fifty domains."""

import re

import pytest

from schemas.domain import Domain, Param, Tool
from stages.traces.asking.desk import desk
from tests.stages.traces.asking.samples import DOMAINS, LIBRARY

TOOL = re.compile(r"(\S+) - (.+) \(intent (\w+), (\w+) data\)")
PARAM = re.compile(r"  (\w+)(, optional)?: (.+) <(list of: )?(.+)>")
each = pytest.mark.parametrize("domain", [*DOMAINS, LIBRARY], ids=lambda domain: domain.slug)


def section(domain: Domain, name: str) -> list[str]:
    """The lines between two tags."""
    found = re.search(rf"<{name}>\n(.*?)\n</{name}>", desk(domain), re.DOTALL)
    assert found
    return found[1].split("\n")


def told(domain: Domain) -> dict[str, list[str]]:
    """The lines of each tool, by id."""
    found: dict[str, list[str]] = {}
    for line in section(domain, "tools"):
        if line.startswith("  "):
            found[[*found][-1]].append(line)
        else:
            found[line.split(" - ")[0]] = [line]
    return found


@each
def test_every_tool_that_may_be_called_and_no_other(domain: Domain) -> None:
    assert set(told(domain)) == set(domain.tools) - set(domain.policy.forbidden)
    for tool_id, (line, *_) in told(domain).items():
        tool, match = domain.tools[tool_id], TOOL.fullmatch(line)
        assert match
        assert match.groups() == (tool_id, tool.about, tool.intent, tool.sensitivity)


@each
def test_every_parameter_and_result(domain: Domain) -> None:
    for tool_id, (_, *params, returns) in told(domain).items():
        tool = domain.tools[tool_id]
        for (name, param), line in zip(tool.takes.items(), params, strict=True):
            match = PARAM.fullmatch(line)
            assert match, line
            assert match.group(1, 3) == (name, param.about)
            assert bool(match[2]) == param.optional
            assert bool(match[4]) == param.list
            assert_told(match[5], param, tool, domain)
        fields = re.findall(r"(\w+) <(\w+)>", returns)
        assert fields == [*domain.records[tool.record].items()]
        assert ("a list of records" in returns) == tool.many


def assert_told(what: str, param: Param, tool: Tool, domain: Domain) -> None:
    """A parameter's line says what values it takes."""
    limits, kind = domain.policy.limits, domain.kinds.get(param.kind)
    rows = limits.export_rows if tool.intent == "export" else limits.rows
    numbers = [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", what)]
    if param.kind == "rows":
        assert numbers == [1, min(param.max or 0, rows)]
    elif param.kind == "days":
        assert numbers == [1, min(param.max or 0, limits.days)]
    elif param.kind == "export_target":
        assert what.removeprefix("one of: ").split(", ") == [*domain.policy.export_targets]
    elif kind is None:
        assert param.kind in ("person", "email", "date", "boolean")
        assert param.kind in what or what == "full name of a person"
    elif kind.pattern:
        assert what.startswith(f"{param.kind}: of the form {kind.pattern},")
    elif kind.values:
        shown = kind.values if kind.closed else kind.values[:4]
        assert what.endswith(", ".join(shown))
        assert ("one of" in what) == kind.closed
    else:
        assert numbers[-2:] == [*(kind.integer or kind.number or ())]


@each
def test_the_whole_policy(domain: Domain) -> None:
    policy, limits, lines = domain.policy, domain.policy.limits, section(domain, "policy")
    assert lines[0] == policy.description
    assert {f"- {rule}" for rule in policy.rules} <= set(lines)
    assert len(lines) == 3 + len(policy.rules) + len(policy.forbidden) + len(policy.order)
    for tool_id, because in policy.forbidden.items():
        assert f"- {tool_id} may not be called: {because}" in lines
    for rule in policy.order:
        assert f"- {rule.then} only after {rule.first}: {rule.because}" in lines
    numbers = [int(number) for number in re.findall(r"\d+", lines[-2])]
    assert numbers == [limits.rows, limits.export_rows, limits.days]
    assert lines[-1] == f"- nothing above {policy.ceiling} data"


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.slug)
def test_every_domain_has_a_briefing_whose_advice_is_told(domain: Domain) -> None:
    assert domain.briefing
    assert section(domain, "advice") == [f"- {line}" for line in domain.briefing.advice]


def test_a_domain_without_a_briefing_has_no_advice() -> None:
    assert "advice" not in desk(LIBRARY)


def test_the_name_and_the_desk_come_first() -> None:
    for domain in DOMAINS:
        first, second, *_ = desk(domain).split("\n")
        assert first == f"<domain>{domain.domain}</domain>"
        assert second == f"The desk: {domain.about}"

from pathlib import Path

import pytest

from schemas.domain import Domain
from schemas.tool import ToolParameter
from stages.common.errors import PipelineError
from stages.traces.domain_registry import DomainRegistry
from stages.traces.policy_block import policy_block
from stages.traces.registry.load import load_domains
from stages.traces.tool_schema import tool_schema


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Domain:
    folder = tmp_path_factory.mktemp("domains")
    text = (Path(__file__).parent / "registry/library.yaml").read_text()
    (folder / "library.yaml").write_text(text)
    return load_domains(folder)["Library"].domain


def test_all_domains() -> None:
    names = DomainRegistry.get_all_domains()
    assert len(names) == 50
    assert names == sorted(names)
    assert {"Finance", "E-commerce", "AI/ML Operations", "AR/VR"} <= set(names)


def test_tools_of_each_domain_are_its_own() -> None:
    for name in DomainRegistry.get_all_domains():
        tools = DomainRegistry.get_schemas_for_domain(name)
        assert {tool.domain for tool in tools} == {name}
        forbidden = DomainRegistry.get_policy_for_domain(name).forbidden_operations
        assert 0 < len(forbidden) < len(tools)
        assert set(forbidden) <= {tool.tool_id for tool in tools}


@pytest.mark.parametrize("ask", ["get_schemas_for_domain", "get_policy_for_domain"])
def test_unknown_domain(ask: str) -> None:
    with pytest.raises(PipelineError) as refused:
        getattr(DomainRegistry, ask)("Finanse")
    assert str(refused.value) == "no domain 'Finanse'; did you mean 'Finance'?"


def test_tool(library: Domain) -> None:
    tool = tool_schema(library, "library.search_loans")
    assert (tool.intent, tool.sensitivity, tool.requires_auth) == ("retrieve", "internal", True)
    assert (tool.returns_list, tool.returns["fee"]) == (True, "fee")
    assert tool.parameters[0] == ToolParameter(
        name="branch",
        type="string",
        kind="branch",
        description="Where the book was lent",
        required=False,
        constraints={"examples": ["Harbour Street", "Old Mill", "Northfield"]},
    )


@pytest.mark.parametrize(
    ("tool_id", "name", "expected"),
    [
        ("search_loans", "state", ("string", {"enum": ["on loan", "overdue"]})),
        ("search_loans", "days", ("integer", {"minimum": 1, "maximum": 400})),
        ("search_loans", "limit", ("integer", {"minimum": 1, "maximum": 50})),
        (
            "extend_loans",
            "loan_ids",
            ("array", {"items": {"type": "string", "pattern": r"^LN\-[A-Z][0-9][0-9][0-9]$"}}),
        ),
        ("extend_loans", "until", ("string", {"format": "date"})),
        ("extend_loans", "mail", ("boolean", {})),
        ("place_hold", "reader", ("string", {})),
        ("place_hold", "copies", ("integer", {"minimum": 1, "maximum": 9})),
        ("cancel_loans", "refund", ("number", {"minimum": 0.5, "maximum": 20.0})),
        ("export_loans", "target", ("string", {"enum": ["archive", "council"]})),
    ],
)
def test_types_and_constraints(
    library: Domain, tool_id: str, name: str, expected: tuple[str, dict[str, object]]
) -> None:
    tool = tool_schema(library, f"library.{tool_id}")
    parameter = next(parameter for parameter in tool.parameters if parameter.name == name)
    assert (parameter.type, parameter.constraints) == expected


def test_policy(library: Domain) -> None:
    assert policy_block(library).model_dump(mode="json") == {
        "policy_id": "library-policy-v1",
        "domain": "Library",
        "description": library.policy.description,
        "rules": list(library.policy.rules),
        "forbidden_operations": ["library.scrap_book"],
        "scope_limits": {
            "max_results": 40,
            "max_rows": 40,
            "max_export_rows": 30,
            "max_days": 365,
            "export_targets": ["archive", "council"],
            "sensitivity_ceiling": "confidential",
            "order": [{"first": "library.check_shelf", "then": "library.cancel_loans"}],
            "read_only": [{"days": ["sun"], "from_hour": 0, "to_hour": 24}],
        },
    }

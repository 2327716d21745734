"""The fifty domains of this repository."""

from collections import Counter
from pathlib import Path

import pytest

from schemas.domain import INTENTS, Domain
from stages.traces.registry.load import FOLDER, DomainFile, load_domains

FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module")
def domains() -> list[Domain]:
    return [file.domain for file in load_domains().values()]


def test_fifty_sound_files() -> None:
    assert len(FILES) == len(load_domains()) == 50


def test_tools_that_may_be_called(domains: list[Domain]) -> None:
    ids = [tool_id for domain in domains for tool_id in domain.callable]
    assert len(set(ids)) == len(ids) >= 320
    assert min(len(domain.callable) for domain in domains) >= 7


def test_each_intent_in_each_domain(domains: list[Domain]) -> None:
    for domain in domains:
        intents = Counter(scenario.intent for scenario in domain.scenarios.values())
        assert set(intents) == set(INTENTS), domain.domain
        assert min(intents.values()) >= 2, domain.domain


def test_policies_differ(domains: list[Domain]) -> None:
    assert len({domain.policy.description for domain in domains}) == 50
    assert len({domain.policy.limits for domain in domains}) >= 40


def test_counts_that_readers_with_one_limit_know(domains: list[Domain]) -> None:
    """Some take any argument of these names for a number of rows, and check it as such."""
    for domain in domains:
        for tool_id, tool in domain.tools.items():
            for name in {"limit", "max_results", "count"} & tool.takes.keys():
                assert tool.takes[name].kind == "rows", (tool_id, name)


@pytest.mark.parametrize("kind", ["branch", "join", "single", "long"])
def test_shapes_of_graphs(domains: list[Domain], kind: str) -> None:
    """Every kind of graph stands in at least every second domain."""
    assert sum(kind in shapes(domain) for domain in domains) >= 25


def shapes(domain: Domain) -> set[str]:
    found: set[str] = set()
    for scenario in domain.scenarios.values():
        sources = [source for call in scenario.calls.values() for source in used(call.args)]
        found |= {"branch"} if max(Counter(sources).values(), default=0) > 1 else set()
        joins = any(len(set(used(call.args))) > 1 for call in scenario.calls.values())
        found |= {"join"} if joins else set()
        found |= {"single"} if len(scenario.calls) == 1 else set()
        found |= {"long"} if len(scenario.calls) >= 4 else set()
    return found


def used(args: dict[str, object]) -> list[str]:
    """The calls that arguments refer to."""
    texts = [value for value in args.values() if isinstance(value, str) and value.startswith("$")]
    return [text[1:].partition(".")[0].removesuffix("[0]") for text in texts if "." in text]


def test_digest_follows_the_file(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "library.yaml").read_text()

    def digest(name: str, content: str) -> DomainFile:
        (tmp_path / name).mkdir()
        (tmp_path / name / "library.yaml").write_text(content)
        return load_domains(tmp_path / name)["Library"]

    one, two, other = digest("one", text), digest("two", text), digest("other", text + "\n")
    assert one.digest == two.digest != other.digest
    assert len(one.digest) == 16

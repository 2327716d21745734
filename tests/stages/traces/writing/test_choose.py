from collections import Counter
from pathlib import Path

import pytest

from schemas.domain import INTENTS
from stages.common.errors import PipelineErrors
from stages.traces.stream import as_iterable_dataset, stream_traces
from stages.traces.writing.choose import chosen
from stages.traces.writing.generate import generate
from stages.traces.writing.job import Job, Recipe
from tests.stages.traces.writing.standins import DOMAINS, RELEASE, job, places, sound

WHEN = "2026-01-31T00:00:00Z"


def test_all_by_default() -> None:
    assert chosen(None, DOMAINS) == DOMAINS


def test_in_the_order_of_the_registry() -> None:
    assert chosen(["Retail", "Finance"], DOMAINS) == ("Finance", "Retail")


def test_wrong_names_are_told_of_together() -> None:
    with pytest.raises(PipelineErrors) as error:
        chosen(["Finence", "Retail", "Poetry", "Retail"], DOMAINS, "params.yaml: domains")
    assert str(error.value).split("\nerror: ") == [
        "params.yaml: domains: no domain 'Finence'; did you mean 'Finance'?",
        "params.yaml: domains: no domain 'Poetry'; see schemas/domains/",
        "params.yaml: domains: 'Retail' is there 2 times; name each domain once",
    ]


def of(domains: tuple[str, ...], total: int = 12) -> Job:
    return Job(Recipe(total, 7, WHEN, domains), 5, "jsonl", sound)


def test_a_set_of_one_domain(tmp_path: Path) -> None:
    metadata = generate(of(("Retail",)), places(tmp_path), RELEASE, 1)
    assert metadata.counts == {"Retail": dict.fromkeys(INTENTS, 2)}
    assert metadata.diversity["domains"] == {"Retail": 12}


def test_traces_of_a_domain_are_those_of_the_whole_set() -> None:
    whole = [
        trace
        for trace in stream_traces(36, 7, WHEN, furnish=sound)
        if trace["request"]["domain"] == "Retail"
    ]
    alone = list(stream_traces(12, 7, WHEN, ["Retail"], furnish=sound))
    assert sorted(str(trace) for trace in alone) == sorted(map(str, whole))


def test_streams_of_some_domains() -> None:
    data = as_iterable_dataset(12, 7, WHEN, 5, ["Retail", "Finance"], furnish=sound)
    counts = Counter(row["request"]["domain"] for row in data)
    assert counts == {"Finance": 6, "Retail": 6}


def test_a_stream_tells_of_wrong_names_at_once() -> None:
    with pytest.raises(PipelineErrors, match="no domain 'Retial'; did you mean 'Retail'"):
        stream_traces(12, 7, WHEN, ["Retial"], furnish=sound)
    with pytest.raises(PipelineErrors, match="no domain 'Retial'"):
        as_iterable_dataset(12, 7, WHEN, 5, ["Retial"], furnish=sound)


def test_nothing_is_written_for_a_wrong_name(tmp_path: Path) -> None:
    with pytest.raises(PipelineErrors, match="no domain 'Retial'"):
        generate(of(("Retial",)), places(tmp_path), RELEASE, 1)
    assert not list(tmp_path.iterdir())
    assert job().schedule.domains == DOMAINS

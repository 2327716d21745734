from stages.traces.measure import measure
from tests.stages.traces.diversity.little import TEXTS, trace


def test_figures() -> None:
    rows = [
        trace(0, TEXTS[0], rows=1),
        trace(1, TEXTS[1], graph=[(), (0,), (0,), (1, 2)], rows=1001),
        trace(2, TEXTS[2], "Retail", "delete", [()], None),
        trace(2, TEXTS[2], "Retail", "delete", [()], None),
    ]
    figures = measure(rows)
    assert figures["summary"] == {
        "traces": 4,
        "domains": 2,
        "intents": 2,
        "least_intent_share": 0.5,
        "tools": 5,
        "mean_calls": 2.0,
        "mean_words": 6.5,
        "with_data_dependency": 0.5,
        "with_branch_or_join": 0.25,
        "duplicate_traces": 1,
        "duplicate_requests_share": 0.25,
        "near_duplicates_share": 0.5,
    }
    assert figures["duplicates"] == {
        "trace_ids": 1,
        "requests": 1,
        "requests_share": 0.25,
        "traces": 1,
    }
    assert figures["sample"]["distinct_n"] == {"1": 0.5, "2": 0.5909, "3": 0.6111}
    assert figures["sample"]["near_duplicates"] == 2
    assert figures["graphs"]["shapes"] == {"-": 2, "-|1": 1, "-|1|1|2 3": 1}
    assert figures["graphs"]["with_branch"] == figures["graphs"]["with_join"] == 0.25
    assert figures["scopes"]["rows_requested"] == {"1": 1, "none": 2, "over 1000": 1}
    assert figures["domains"] == {"Finance": 2, "Retail": 2}
    assert figures["tools"]["finance.tool_0"] == 2
    assert next(iter(figures)) == "summary"


def test_of_nothing() -> None:
    summary = measure([])["summary"]
    assert summary["traces"] == 0
    assert summary["mean_calls"] is summary["near_duplicates_share"] is None


def test_order_of_keys_and_ids_do_not_make_another_trace() -> None:
    one, other = trace(1), trace(2)
    one["graph"]["calls"][0]["arguments"] = {"a": 1, "b": 2}
    other["graph"]["calls"][0]["arguments"] = {"b": 2, "a": 1}
    assert measure([one, other])["duplicates"]["traces"] == 1
    other["graph"]["calls"][0]["arguments"] = {"b": 2, "a": 2}
    assert measure([one, other])["duplicates"]["traces"] == 0


def test_a_shape_has_one_name() -> None:
    """The same graph, its calls in another order."""
    rows = [trace(0, graph=[(), (0,), (0,), (1,)]), trace(1, graph=[(), (0,), (0,), (2,)])]
    assert measure(rows)["graphs"]["shapes"] == {"-|1|1|2": 2}

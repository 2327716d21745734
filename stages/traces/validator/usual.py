"""The short way: whether a trace is one of a plan like others before it, and sound.

Most traces are. The first of a plan is looked at in full; if nothing is wrong with it, then nothing
is wrong with what all traces of the plan share, its frame. Of the others only the rest is looked
at: what slots decide, ids, moment, policy, scopes. No trace that `Checker.explain` finds something
in passes here; one that does not pass may be sound all the same.
"""

from collections.abc import Mapping
from typing import Any

from stages.traces.validator.frames import Frame, Step, frame_of
from stages.traces.validator.policy_block import policy_fits
from stages.traces.validator.provenance import snippet_fits
from stages.traces.validator.request import closed_at, ids_fit, moment_of, text_fits
from stages.traces.validator.scenario import ORACLE
from stages.traces.validator.scopes import reach_of
from stages.traces.validator.subject import Reach
from stages.traces.validator.tables import DomainTable

Calls = list[dict[str, Any]]


class Usual:
    """The frames of a domain that a sound trace has shown to be sound."""

    def __init__(self, domain: DomainTable) -> None:
        self._domain = domain
        self._proven: dict[Any, Frame] = {}

    def passes(self, trace: dict[str, Any]) -> bool:
        """Whether a trace with all its fields is sound; false if that takes a closer look."""
        frame = self._proven.get(_key(trace["metadata"], self._domain))
        try:
            return frame is not None and _fits(trace, frame, self._domain)
        except KeyError:  # an argument is missing
            return False

    def learn(self, trace: dict[str, Any]) -> None:
        """Take note of a sound trace."""
        key = _key(trace["metadata"], self._domain)
        if key is not None and key not in self._proven:
            frame = frame_of(self._domain.plans[key], self._domain)
            if _fits(trace, frame, self._domain):
                self._proven[key] = frame


def _key(metadata: Mapping[str, Any], domain: DomainTable) -> tuple[str, int | None] | None:
    """The plan; None where the metadata are not just those of the template oracle."""
    scenario, tail = metadata.get("scenario"), metadata.get("tail", "")
    if (
        len(metadata) == 4
        and metadata.get("oracle") == ORACLE
        and metadata.get("registry") == domain.digest
        and type(scenario) is str
        and (tail is None or type(tail) is int)
    ):
        return scenario, tail
    return None


def _fits(trace: dict[str, Any], frame: Frame, domain: DomainTable) -> bool:
    request, graph, created = trace["request"], trace["graph"], trace["created_at"]
    text, calls = request["text"], graph["calls"]
    if not (
        request["intent_category"] == frame.intent
        and request["trust_tier"] == "user"
        and graph["execution_order"] == frame.order
        and len(calls) == len(frame.steps)
        and ids_fit(trace, domain.slug)
        and text_fits(text)
        and policy_fits(trace["policy"], domain.policy_bytes)
        and (moment := moment_of(created)) is not None
        and not (frame.changes and closed_at(moment, domain))
    ):
        return False
    wish = _wish(calls, frame, text, created)
    return (
        wish is not None
        and reach_of(request["expected_scope"]) == _reach(calls, frame, wish, domain)
        and not (frame.shared and _any_differ(calls, frame))
        and not (frame.twins and _any_repeated(calls, frame))
    )


def _wish(calls: Calls, frame: Frame, text: str, created: str) -> str | None:
    """The words that led to calls, if each call is the plan's and wanted as the plan says."""
    snippets: list[str] = []
    for step, call in zip(frame.steps, calls, strict=True):
        said = call["provenance"]
        snippet = said["content_snippet"]
        if not (
            call["call_id"] == step.call_id
            and call["tool_id"] == step.tool_id
            and call["dependencies"] == step.dependencies
            and said["source_type"] == step.source
            and said["source_id"] == step.source_id
            and said["timestamp"] == created
        ):
            return None
        if step.reasons is not None:
            if snippet not in step.reasons:
                return None
        elif snippet not in snippets:
            if not snippet_fits(snippet, text):
                return None
            snippets.append(snippet)
    return "\n".join(snippets) or text


def _reach(calls: Calls, frame: Frame, wish: str, domain: DomainTable) -> Reach | None:
    """The least scope of all calls, if the arguments and the scope of each are sound."""
    most, longest, place = 1, None, None
    counts: list[int] = []
    for step, call in zip(frame.steps, calls, strict=True):
        arguments = call["arguments"]
        if not _arguments_fit(arguments, step, wish):
            return None
        if step.rows_by:
            rows = arguments[step.rows_by]
        else:
            rows = step.rows
            for source in step.sources:
                rows = counts[source] if counts[source] > rows else rows
        counts.append(rows)
        most = rows if rows > most else most  # max() would take twice as long
        days = max([arguments[name] for name in step.days]) if step.days else None
        target = arguments[step.target] if step.target else None
        if (
            reach_of(call["scope"]) != (rows, step.sensitivity, days, target)
            or rows > step.most_rows
        ):
            return None
        if days is not None:
            if days > domain.most_days:
                return None
            longest = days if longest is None or days > longest else longest
        if target is not None:
            if target not in domain.export_targets or place not in (None, target):
                return None
            place = target
    return most, frame.sensitivity, longest, place


def _arguments_fit(arguments: dict[str, Any], step: Step, wish: str) -> bool:
    """Whether arguments are the plan's, and slots filled as the request says."""
    for name, types in step.figures:
        if type(arguments.get(name)) not in types:
            return False
    if not step.said:
        return arguments == step.fixed
    fixed = len(step.fixed)
    if len(arguments) != fixed + len(step.said):
        return False
    values = step.arguments(arguments)
    if fixed and values[:fixed] != step.constants:
        return False
    for value, (wrapped, types, accepts, names) in zip(values[fixed:], step.said, strict=True):
        if wrapped:
            if type(value) is not list or len(value) != 1:
                return False
            value = value[0]
        if not (type(value) in types and accepts(value) and names(value, wish)):
            return False
    return True


def _any_differ(calls: Calls, frame: Frame) -> bool:
    return any(_value(calls, *one) != _value(calls, *two) for one, two in frame.shared)


def _value(calls: Calls, number: int, name: str) -> Any:
    """What a slot decided."""
    value = calls[number]["arguments"][name]
    return value[0] if type(value) is list else value


def _any_repeated(calls: Calls, frame: Frame) -> bool:
    return any(calls[one]["arguments"] == calls[two]["arguments"] for one, two in frame.twins)

"""Everything that can be wrong with one trace."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from schemas.domain import SENSITIVITIES
from stages.traces.registry.load import DomainFile, load_domains
from stages.traces.validator.arguments import check_arguments
from stages.traces.validator.compiling import compile_domains
from stages.traces.validator.depth import check_depth
from stages.traces.validator.expected import check_expected
from stages.traces.validator.form import TRACE
from stages.traces.validator.policy_block import check_policy
from stages.traces.validator.problem import Code, Problem
from stages.traces.validator.provenance import check_provenance
from stages.traces.validator.request import check_ids, check_moment, check_request
from stages.traces.validator.scenario import check_metadata
from stages.traces.validator.scopes import check_scope
from stages.traces.validator.shown import shown
from stages.traces.validator.subject import Subject
from stages.traces.validator.usual import Usual
from stages.traces.validator.wiring import wiring


class Checker:
    """Judges traces by a registry, compiled once."""

    def __init__(self, files: Mapping[str, DomainFile]) -> None:
        self._domains = compile_domains(files)
        self._usual = {name: Usual(domain) for name, domain in self._domains.items()}

    def problems(self, trace: Any) -> list[Problem]:
        """All problems of a trace in training format; of one that lacks fields, only those.

        Any value that JSON can hold is judged: nothing is raised.
        """
        if not TRACE.fits(trace):
            return [*TRACE.explain(trace)]
        usual = self._usual.get(trace["request"]["domain"])
        if usual is not None and usual.passes(trace):
            return []
        found = self.explain(trace)
        if usual is not None and not found:
            usual.learn(trace)
        return found

    def explain(self, trace: dict[str, Any]) -> list[Problem]:
        """All problems of a trace that has all its fields."""
        name, graph = trace["request"]["domain"], trace["graph"]
        domain = self._domains.get(name)
        if domain is None:
            return [Problem(Code.DOMAIN, "request.domain", f"no domain {shown(name)}")]
        if deep := check_depth(graph["calls"]):
            return deep
        wired = wiring(domain, graph)
        text, calls = trace["request"]["text"], graph["calls"]
        subject = Subject(trace, domain, wired, text, _wish(trace, text), calls, [*wired.problems])
        check_ids(subject)
        check_request(subject)
        check_moment(subject)
        check_policy(subject)
        _check_calls(subject)
        check_metadata(subject)
        return subject.found


def _wish(trace: dict[str, Any], text: str) -> str:
    """The words that led to calls; of a trace without a scenario they may leave out some values.

    What stands around them names numbers too, by which nothing is meant: `before nine on Monday`.
    """
    if "scenario" not in trace["metadata"]:
        return text
    said = [call["provenance"] for call in trace["graph"]["calls"]]
    words = [one["content_snippet"] for one in said if one["source_type"] == "user"]
    return "\n".join(dict.fromkeys(filter(None, words))) or text


def _check_calls(subject: Subject) -> None:
    for number, tool in enumerate(subject.wiring.tools):
        check_provenance(subject, number)
        if tool is None:  # without it nothing can be said of arguments and scope
            subject.reaches.append((1, SENSITIVITIES[0], None, None))
        else:
            check_arguments(subject, number, tool)
            check_scope(subject, number, tool)
    if None not in subject.wiring.tools and subject.calls:
        check_expected(subject)
    for one, other in subject.wiring.twins:
        if subject.calls[one]["arguments"] == subject.calls[other]["arguments"]:
            what = f"does what graph.calls[{one}] does"
            subject.add(Code.REPEATED_CALL, f"graph.calls[{other}]", what)


@cache
def _standard() -> Checker:
    return Checker(load_domains())


def problems(trace: Any) -> list[Problem]:
    """All problems of a trace in training format, judged by the domains of schemas/domains/."""
    return _standard().problems(trace)

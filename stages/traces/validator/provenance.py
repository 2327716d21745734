"""Who wanted each call: the person, in words of the request, or the policy, in words of a rule.

The policy wants a call that comes before another one by a rule, unless the request itself says
what the call is to be done with.
"""

from collections.abc import Iterator
from typing import Any

from stages.traces.validator.naming import stands_in
from stages.traces.validator.problem import Code
from stages.traces.validator.shown import shown
from stages.traces.validator.subject import Subject
from stages.traces.validator.tables import ParamTable

MESSAGE = "user_message_1"


def check_provenance(subject: Subject, number: int) -> None:
    """Check the provenance of one call."""
    stated, created = subject.calls[number]["provenance"], subject.trace["created_at"]
    if stated["timestamp"] != created:
        what = f"is {shown(stated['timestamp'])}, the trace is of {shown(created)}"
        _add(subject, Code.TIMESTAMP, number, "timestamp", what)
    if stated["source_type"] == "user":
        _check_user(subject, number, stated)
    elif stated["source_type"] == "system":
        _check_system(subject, number, stated)
    else:
        what = f"is {shown(stated['source_type'])}, not 'user' or 'system'"
        _add(subject, Code.SOURCE_TYPE, number, "source_type", what)


def snippet_fits(snippet: str | None, text: str) -> bool:
    """Whether a snippet is words of a request: two or more, and none cut."""
    return snippet is not None and " " in snippet.strip() and stands_in(snippet, text)


def _check_user(subject: Subject, number: int, stated: dict[str, Any]) -> None:
    if stated["source_id"] != MESSAGE:
        what = f"is {shown(stated['source_id'])}, not {MESSAGE!r}"
        _add(subject, Code.SOURCE_ID, number, "source_id", what)
    snippet = stated["content_snippet"]
    if not snippet_fits(snippet, subject.text):
        cut = snippet and snippet in subject.text
        what = "is cut out of the middle of words" if cut else "is no part of the request"
        _add(subject, Code.SNIPPET, number, "content_snippet", what)
    if subject.wiring.demands[number] and not any(
        value not in param.constants or param.names(value, subject.wish)
        for param, value in _literals(subject, number)
    ):
        what = "is 'user', but the policy demands the call and the request names nothing of it"
        _add(subject, Code.SOURCE_TYPE, number, "source_type", what)


def _check_system(subject: Subject, number: int, stated: dict[str, Any]) -> None:
    policy_id = subject.domain.policy["policy_id"]
    if stated["source_id"] != policy_id:
        what = f"is {shown(stated['source_id'])}, not {policy_id!r}"
        _add(subject, Code.SOURCE_ID, number, "source_id", what)
    reasons = subject.wiring.demands[number]
    if not reasons:
        what = "is 'system', but no rule demands the call"
        _add(subject, Code.SOURCE_TYPE, number, "source_type", what)
        return
    if stated["content_snippet"] not in reasons:
        what = f"is not why the policy demands the call: {' or '.join(reasons)}"
        _add(subject, Code.SNIPPET, number, "content_snippet", what)
    for param, value in _literals(subject, number):
        if value not in param.constants:
            what = f"is 'system', but {shown(value)} comes from the request"
            _add(subject, Code.SOURCE_TYPE, number, "source_type", what)


def _literals(subject: Subject, number: int) -> Iterator[tuple[ParamTable, Any]]:
    """Sound arguments that are no references."""
    tool = subject.wiring.tools[number]
    for name, value in subject.calls[number]["arguments"].items() if tool else ():
        param = tool.params.get(name) if tool else None
        for one in value if type(value) is list else (value,):
            if param and type(one) in param.types and (param.accepts(one) or param.allows(one)):
                yield param, one


def _add(subject: Subject, code: Code, number: int, field: str, what: str) -> None:
    subject.add(code, f"graph.calls[{number}].provenance.{field}", what)

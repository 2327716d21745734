"""Who wanted a call."""

from schemas.domain import Domain
from stages.traces.validator.constants import constants
from stages.traces.validator.problem import Code
from tests.stages.traces.validator.damages.register import Trace, calls, damage


@damage(Code.SOURCE_TYPE)
def provenance_of_a_wrong_type(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["provenance"]["source_type"] = "verified_rag"
    return "graph.calls[0].provenance.source_type"


@damage(Code.SOURCE_TYPE)
def a_wish_passed_off_as_the_systems(trace: Trace, domain: Domain) -> str | None:
    thens = {call["tool_id"] for call in calls(trace)}
    demanded = {rule.first for rule in domain.policy.order if rule.then in thens}
    for number, call in enumerate(calls(trace)):
        if call["tool_id"] not in demanded:
            call["provenance"] |= {
                "source_type": "system",
                "source_id": trace["policy"]["policy_id"],
                "content_snippet": domain.policy.order[0].because,
            }
            return f"graph.calls[{number}].provenance.source_type"
    return None


@damage(Code.SOURCE_ID)
def provenance_from_another_message(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["provenance"]["source_id"] = "user_message_2"
    return "graph.calls[0].provenance.source_id"


@damage(Code.SOURCE_ID)
def provenance_from_another_policy(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if call["provenance"]["source_type"] == "system":
            call["provenance"]["source_id"] = "gardening-policy-v1"
            return f"graph.calls[{number}].provenance.source_id"
    return None


@damage(Code.TIMESTAMP)
def provenance_of_another_moment(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["provenance"]["timestamp"] = "2020-01-01T00:00:00Z"
    return "graph.calls[0].provenance.timestamp"


@damage(Code.SNIPPET)
def a_snippet_that_is_not_in_the_request(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if call["provenance"]["source_type"] == "user":
            call["provenance"]["content_snippet"] += " at once"
            return f"graph.calls[{number}].provenance.content_snippet"
    return None


@damage(Code.SNIPPET)
def no_snippet(trace: Trace, domain: Domain) -> str:
    calls(trace)[0]["provenance"]["content_snippet"] = None
    return "graph.calls[0].provenance.content_snippet"


@damage(Code.SNIPPET)
def a_reason_that_the_policy_does_not_give(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        if call["provenance"]["source_type"] == "system":
            call["provenance"]["content_snippet"] = "Because the system says so."
            return f"graph.calls[{number}].provenance.content_snippet"
    return None


@damage(Code.SNIPPET)
def a_snippet_cut_within_a_word(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        said = call["provenance"]
        if said["source_type"] == "user" and said["content_snippet"][-2:].isalnum():
            said["content_snippet"] = said["content_snippet"][:-1]
            return f"graph.calls[{number}].provenance.content_snippet"
    return None


@damage(Code.SNIPPET)
def a_snippet_of_one_word(trace: Trace, domain: Domain) -> str | None:
    for number, call in enumerate(calls(trace)):
        said = call["provenance"]
        if said["source_type"] == "user":
            said["content_snippet"] = trace["request"]["text"].split()[0]
            return f"graph.calls[{number}].provenance.content_snippet"
    return None


@damage(Code.SOURCE_TYPE)
def a_demand_passed_off_as_a_wish(trace: Trace, domain: Domain) -> str | None:
    """The request names nothing of it."""
    for number, call in enumerate(calls(trace)):
        if call["provenance"]["source_type"] == "system":
            named = [value for value in call["arguments"].values() if type(value) is not dict]
            if any(str(value).lower() in trace["request"]["text"].lower() for value in named):
                continue
            call["provenance"] |= {
                "source_type": "user",
                "source_id": "user_message_1",
                "content_snippet": trace["request"]["text"],
            }
            return f"graph.calls[{number}].provenance.source_type"
    return None


@damage(Code.SOURCE_TYPE)
def a_wish_passed_off_as_a_demand(trace: Trace, domain: Domain) -> str | None:
    """A rule does demand the call, but the request says what it is to be done with."""
    tools = {call["tool_id"] for call in calls(trace)}
    reasons = {rule.first: rule.because for rule in domain.policy.order if rule.then in tools}
    given = constants(domain)
    for number, call in enumerate(calls(trace)):
        tool = call["tool_id"]
        said = [
            name
            for name, value in call["arguments"].items()
            if type(value) is str and value not in given.get((tool, name), ())
        ]
        if call["provenance"]["source_type"] == "user" and tool in reasons and said:
            call["provenance"] |= {
                "source_type": "system",
                "source_id": trace["policy"]["policy_id"],
                "content_snippet": reasons[tool],
            }
            return f"graph.calls[{number}].provenance.source_type"
    return None

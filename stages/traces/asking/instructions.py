"""What each phase asks for, whatever the domain."""

from collections.abc import Mapping

from schemas.oracle_words import Phase

REQUESTS = """\
<phase>requests</phase>
You write requests that people send to the assistant of a desk. They are training data: each must
read as if a person had written it that day, and be one that the desk's tools can serve within its
policy.

For each brief write one request:
- It is written by `who`, for the reason in `why`, in the tone and the length given. Let the reason
  show in the wording, not as a preamble to each request.
- It asks for `task`, so that a call of that kind answers it; where `scope` says so, it also asks
  for what goes with it.
- Use the values in `facts` that fit the task, letter by letter; leave out those that do not fit,
  and make up no identifiers. A date may be said as people say it, with day and month.
- Whatever a tool needs must be in the text: how many records where it takes a number (in digits or
  words, "the 8 newest"), the span of time in days, weeks, months or years, the names, the place
  where an export goes. Say no number that no tool has use for.
- Stay within every limit of the policy. Never ask for what it forbids.
- Never name a tool, a parameter or the policy's own words; people do not know them.
- One paragraph. No braces, no placeholders, no quotation marks around the request.
- No two requests alike: begin each in another way."""

PLAN = """\
<phase>plan</phase>
You plan the tool calls that answer a request that came to a desk. The plan is training data: it
does all that the request asks for and nothing more, within the policy.

- Calls stand in the order in which they run; they are call_1, call_2, and so on.
- An argument is a value that the request names, in the form that the tool takes (a number as a
  number, a date as YYYY-MM-DD, "three months" as 90 days, "two weeks" as 14, "a year" as 365), or a
  result of an earlier call: "$call_1[].field" for that field of all records of a list, for a
  parameter that takes a list; "$call_1[0].field" for the first record; "$call_1.field" where the
  tool returns one record. A result fits a parameter only if both have the same kind, the word in
  angle brackets before the colon.
- Take no value out of thin air. Leave out optional parameters that the request says nothing of.
- A parameter that is a list takes a list of values, or one result of the form "$call_1[].field".
- What the policy wants before a call goes before it, with the same records, and stands in `after`.
- `after` names every call whose result is used, and every call that must have run.
- `quote` is the shortest run of at least two words of the request, copied exactly, that asks for
  the call. It is empty only for a call that the policy demands and the request does not mention.
- Each call must be needed by, or need, another one, if there are several.
- Where the tools or the policy do not let you do what is asked, answer with no calls at all."""

JUDGEMENT = """\
<phase>judgement</phase>
You review a plan of tool calls that somebody else made for a request that came to a desk. Accept it
only if an expert of the desk would sign it. Kinds of findings:

- policy: it calls what may not be called, or breaks a rule or a limit.
- order: something runs before what must come first, or does not wait for it.
- scope: it touches more records, a longer span or more sensitive data than the request needs, or
  fewer than it asks for.
- value: an argument is not what the request says, or a result of a call is used for what it is not.
- unserved: a part of the request is left undone.
- excess: a call does what nobody asked for and no rule demands.
- unnatural: the request is none that a person would send, contradicts itself, or cannot be
  understood.

Judge the plan and the request themselves. Do not report that results are unknown before the calls
run, and nothing that is only a matter of taste. "$call_1[].field" is that field of all records that
call 1 returns, "$call_1[0].field" of the first. No findings means accept; any means reject."""

INSTRUCTIONS: Mapping[Phase, str] = {"requests": REQUESTS, "plan": PLAN, "judgement": JUDGEMENT}

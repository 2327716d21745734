"""The simulated model: what it says, a pure function of the seed and what it is asked."""

from typing import Any

import orjson

from tests.servers.claude.ask import Ask
from tests.servers.claude.draws import whole
from tests.servers.claude.errors import invalid
from tests.servers.claude.fitting import example, fits
from tests.servers.claude.knowledge import knowledge
from tests.servers.claude.mistakes import Mistakes
from tests.servers.claude.phases.judgement import judge
from tests.servers.claude.phases.plan import plan
from tests.servers.claude.phases.requests import write_requests

PROSE = ("Sure, here it is:\n\n{}", "```json\n{}\n```", "{},", "I can't put this into the format.")


def says(mistakes: Mistakes) -> str:
    """The text of the answer."""
    ask = mistakes.ask
    value = _value(mistakes)
    if ask.format is None:
        return value if isinstance(value, str) else orjson.dumps(value).decode()
    if not fits(ask.format, value):
        raise invalid(f"the simulated model's answer does not fit output_config.format: {value}")
    text = orjson.dumps(value).decode()
    if mistakes.makes("malformed"):
        return PROSE[whole("prose", ask.task) % len(PROSE)].format(text)
    return text


def _value(mistakes: Mistakes) -> Any:
    ask, known = mistakes.ask, knowledge(mistakes.settings.seed)
    domain = known.domain(ask.domain)
    if domain is None:
        return _small_talk(ask)
    match ask.phase:
        case "requests":
            return write_requests(known, mistakes)
        case "plan":
            return plan(known, domain, mistakes, lambda value: fits(ask.format or {}, value))
        case "judgement":
            return judge(mistakes)
    return _small_talk(ask)


def _small_talk(ask: Ask) -> Any:
    """An answer to what is none of the phases."""
    return "Hello." if ask.format is None else example(ask.format)

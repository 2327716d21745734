"""The asks and further wishes of a scenario, compiled."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stages.traces.oracle.forms import Form
from stages.traces.oracle.frames import Place
from stages.traces.oracle.manners import Manner
from stages.traces.oracle.plans import Plan
from stages.traces.oracle.sampler import Sampler


class Joint(NamedTuple):
    """What stands around a further wish."""

    before: str
    after: str


class Body(NamedTuple):
    """One wording of an ask, without its final stop."""

    begun: Form
    within: Form
    """As after a comma."""


class Opener(NamedTuple):
    """How an ask begins and ends, and all that depends on it."""

    begun: str
    """`Could you `; empty if the ask begins by itself."""

    within: str
    """As after a comma."""

    end: str
    joints: tuple[Joint, ...]
    adverb_joints: tuple[Joint, ...]
    """For wishes that begin with an adverbial."""

    frames: tuple[Place, ...]


class Ask(NamedTuple):
    """All wordings of one ask."""

    bodies: tuple[Body, ...]
    openers: tuple[Opener, ...]
    spoken: tuple[tuple[Manner, tuple[Sampler, ...]], ...]
    """Manners of saying figures, with the samplers of the scenario's slots."""


class Wish(NamedTuple):
    """A further wish."""

    forms: tuple[tuple[Form, bool], ...]
    """And whether it begins with an adverbial."""

    samplers: Mapping[Manner, tuple[Sampler, ...]]
    """Of its own slots."""


class Outcome(NamedTuple):
    """A scenario with one of its wishes or none."""

    plan: Plan
    wish: Wish | None
    number: int | None
    hours: Sequence[int]
    """Hours of the week when it may be asked for."""

    peers: tuple[tuple[int, ...], ...]
    """For each slot, the earlier ones of its kind: their values are distinct."""

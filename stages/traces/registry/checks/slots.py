"""Slots: of known kinds, named in every ask and used in the plan."""

from collections import Counter
from collections.abc import Iterator

from schemas.domain import COUNT, SLOT, SLOT_KINDS, SPAN
from stages.traces.registry.checks.part import Part, arguments
from stages.traces.registry.problem import Problem, unknown

WORDS = 4
"""Fewest words of a request; a slot is one."""


def check(part: Part) -> Iterator[Problem]:
    """What is wrong with the slots and asks of a part."""
    for name in part.own:
        yield from _kind(part, name)
    yield from _enough(part)
    for index, ask in enumerate(part.asks):
        yield from _ask(part, index, ask)
    used = {
        name for call in part.calls.values() for _, name, field, _ in arguments(call) if not field
    }
    for name in part.own:
        if name not in used:
            yield Problem((*part.path, "slots", name), "no argument uses it")


def _kind(part: Part, name: str) -> Iterator[Problem]:
    path, kind = (*part.path, "slots", name), part.own[name]
    if name in part.outer:
        yield Problem(path, "the scenario has a slot of this name", "give it another name")
    if match := COUNT.match(kind) or SPAN.match(kind):
        low, high = int(match[1]), int(match[2])
        if low >= high:
            yield Problem(path, f"{low} is not below {high}")
        if COUNT.match(kind) and low < 2:
            yield Problem(path, "a count begins at 2, so that plurals are right")
        if SPAN.match(kind) and low < 1:
            yield Problem(path, "a span begins at 1 day")
    elif kind not in SLOT_KINDS | part.domain.kinds.keys():
        yield unknown(path, "kind", kind, SLOT_KINDS | part.domain.kinds.keys())


def _enough(part: Part) -> Iterator[Problem]:
    """Slots of one kind get different values."""
    for kind, count in Counter(part.slots.values()).items():
        values = part.domain.kinds[kind].values if kind in part.domain.kinds else None
        values = part.domain.policy.export_targets if kind == "export_target" else values
        if values is not None and count > len(values):
            what = f"{count} slots of kind {kind}, which has {len(values)} values"
            yield Problem((*part.path, "slots"), what)


def _ask(part: Part, index: int, ask: str) -> Iterator[Problem]:
    path = (*part.path, "asks", index)
    named = Counter(SLOT.findall(ask))
    for name in named:
        if name not in part.slots:
            yield unknown(path, "slot", name, part.slots)
        elif named[name] > 1:
            yield Problem(path, f"names {name} {named[name]} times")
    for name in part.own:
        if name not in named:
            yield Problem(path, f"does not name the slot {name}")
    if not part.earlier and len(ask.split()) < WORDS:
        yield Problem(path, f"fewer than {WORDS} words")

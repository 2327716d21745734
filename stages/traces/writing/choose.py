"""The domains that a set is to be of."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stages.common.errors import PipelineError, PipelineErrors


def chosen(
    wanted: Sequence[str] | None, known: Iterable[str], where: str | None = None
) -> tuple[str, ...]:
    """The wanted domains (None: all) in the order of the known ones.

    Raises PipelineErrors with a line for each name that is unknown or there twice; `where` is the
    place that users know.
    """
    names = tuple(known)
    if wanted is None:
        return names
    if problems := [*_unknown(wanted, names, where), *_repeated(wanted, where)]:
        raise PipelineErrors(problems)
    return tuple(name for name in names if name in wanted)


def _unknown(
    wanted: Iterable[str], known: Sequence[str], where: str | None
) -> Iterator[PipelineError]:
    for name in dict.fromkeys(wanted):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            fix = f"did you mean {near[0]!r}?" if near else "see schemas/domains/"
            yield PipelineError(f"no domain {name!r}", where=where, fix=fix)


def _repeated(wanted: Iterable[str], where: str | None) -> Iterator[PipelineError]:
    for name, times in Counter(wanted).items():
        if times > 1:
            what = f"{name!r} is there {times} times"
            yield PipelineError(what, where=where, fix="name each domain once")

"""Who waits for the answers of batches."""

import asyncio
from collections.abc import Iterable

from stages.traces.ledger.answer import Answer

Waiting = asyncio.Future[Answer | None]
"""For the answer to a question; None if its batch brought none."""


class Waiters:
    """A future for each question that is on its way."""

    def __init__(self) -> None:
        self._futures: dict[str, Waiting] = {}

    def expect(self, keys: Iterable[str]) -> None:
        """These questions are on their way now."""
        loop = asyncio.get_running_loop()
        for key in keys:
            self._futures.setdefault(key, loop.create_future())

    @property
    def keys(self) -> list[str]:
        """Of all that are on their way."""
        return [*self._futures]

    def get(self, key: str) -> Waiting | None:
        """To wait for, if the question is on its way."""
        return self._futures.get(key)

    def settle(self, key: str, answer: Answer | None) -> None:
        """It is no longer on its way."""
        future = self._futures.pop(key, None)
        if future and not future.done():
            future.set_result(answer)

    def fail(self, key: str, error: BaseException) -> None:
        """It can't be answered."""
        future = self._futures.pop(key, None)
        if future and not future.done():
            future.set_exception(error)
            future.exception()  # perhaps nobody asks for it, and asyncio would complain

    def end(self, keys: Iterable[str], error: BaseException | None) -> None:
        """Nothing more is on its way for these, because of an error perhaps."""
        for key in keys:
            if error:
                self.fail(key, error)
            else:
                self.settle(key, None)

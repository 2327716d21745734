"""The one thread that writes to the ledger: what comes together is one transaction.

A commit waits for the disk; with a hundred requests in flight, one wait serves many.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

Write = Callable[[sqlite3.Connection], Any]

Waiting = tuple[Write, asyncio.Future[Any]]
Outcome = tuple[Any, Exception | None]

STOP: Any = None


class Writer:
    """Runs writes in order; each is on disk when its future has a result."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: SimpleQueue[Waiting] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="ledger", daemon=True)
        self._thread.start()

    async def do(self, write: Write) -> Any:
        """Run a write and return its result once it is on disk.

        It is done even if the caller is cancelled meanwhile. Raises what the write raises.
        """
        future = asyncio.get_running_loop().create_future()
        self._queue.put((write, future))
        return await asyncio.shield(future)

    def close(self) -> None:
        """Finish what was asked for, and close the connection."""
        self._queue.put(STOP)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while (first := self._queue.get()) is not STOP:
            together, last = [first], False
            while not self._queue.empty():
                item = self._queue.get()
                if item is STOP:
                    last = True
                    break
                together.append(item)
            self._commit(together)
            if last:
                return

    def _commit(self, together: list[Waiting]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._one(write) for write, _ in together]
            self._connection.execute("COMMIT")
        except Exception as error:  # the whole transaction, as when the disk is full
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            outcomes = [(None, error)] * len(together)
        _settle([future for _, future in together], outcomes)

    def _one(self, write: Write) -> Outcome:
        """A write that fails takes no other with it, whatever the error."""
        self._connection.execute("SAVEPOINT one")
        try:
            result = _kept(write(self._connection))
        except Exception as error:
            if not self._connection.in_transaction:
                raise
            self._connection.execute("ROLLBACK TO one")
            self._connection.execute("RELEASE one")
            return None, error
        self._connection.execute("RELEASE one")
        return result, None


def _kept(result: Any) -> Any:
    """Cursors stay in this thread: freed in another one, they are in the way of what runs here."""
    return None if isinstance(result, sqlite3.Cursor) else result


def _settle(futures: list[asyncio.Future[Any]], outcomes: list[Outcome]) -> None:
    """Tell the waiting of all outcomes."""

    def tell() -> None:
        for future, (result, error) in zip(futures, outcomes, strict=True):
            if future.done():
                continue
            if error:
                future.set_exception(error)
            else:
                future.set_result(result)

    futures[0].get_loop().call_soon_threadsafe(tell)

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

STOP: Any = None


class Writer:
    """Runs writes in order; each is on disk when its future has a result."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: SimpleQueue[tuple[Write, asyncio.Future[Any]]] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="ledger", daemon=True)
        self._thread.start()

    async def do(self, write: Write) -> Any:
        """Run a write and return its result once it is on disk.

        It is done even if the caller is cancelled meanwhile. Raises sqlite3.Error if it can't be.
        """
        future = asyncio.get_running_loop().create_future()
        self._queue.put((write, future))
        return await asyncio.shield(future)

    def close(self) -> None:
        """Finish what was asked for."""
        self._queue.put(STOP)
        self._thread.join()

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

    def _commit(self, together: list[tuple[Write, asyncio.Future[Any]]]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            results = [_kept(write(self._connection)) for write, _ in together]
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            _settle([(future, None, error) for _, future in together])
        else:
            futures = (future for _, future in together)
            _settle([(f, result, None) for f, result in zip(futures, results, strict=True)])


def _kept(result: Any) -> Any:
    """Cursors stay in this thread: freed in another one, they are in the way of what runs here."""
    return None if isinstance(result, sqlite3.Cursor) else result


def _settle(outcomes: list[tuple[asyncio.Future[Any], Any, sqlite3.Error | None]]) -> None:
    """Tell the waiting of all outcomes, each in the loop that it waits in."""

    def tell() -> None:
        for future, result, error in outcomes:
            if future.done():
                continue
            if error:
                future.set_exception(error)
            else:
                future.set_result(result)

    outcomes[0][0].get_loop().call_soon_threadsafe(tell)

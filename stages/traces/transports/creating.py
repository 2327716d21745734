"""Create a batch that is noted in the ledger already."""

from anthropic.types.messages import MessageBatch
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt

from stages.traces.ledger import batches
from stages.traces.ledger.batches import OpenBatch
from stages.traces.ledger.ledger import Ledger
from stages.traces.transports.faults import Fault, LaneClosed, Unsent, explained
from stages.traces.transports.finding import Finder
from stages.traces.transports.lane import Lane
from stages.traces.transports.lanes import Lanes
from stages.traces.transports.spool import Spool
from stages.traces.transports.waits import pause

PATH = "/v1/messages/batches"


class Creator:
    """Creates batches, each at most once."""

    def __init__(self, ledger: Ledger, lanes: Lanes, finder: Finder, tries: int) -> None:
        self._ledger, self._lanes, self._finder, self._tries = ledger, lanes, finder, tries

    async def create(self, batch: OpenBatch, spool: Spool, lane: Lane) -> str | None:
        """The API's id, noted in the ledger; None if there is no such batch.

        Raises PipelineError if the API refuses it.
        """
        try:
            name = await self._created(spool, lane)
        except LaneClosed as closed:
            self._lanes.close(lane, str(closed))
            return None
        except Fault as fault:
            # Turned away, it does not exist. Otherwise the API may have taken it in before it
            # failed to say so, and creating it again would pay for it twice.
            return None if _is_sure(fault) else await self._finder.find(batch, lane)
        await batches.name(self._ledger, batch.id, name)
        return name

    async def _created(self, spool: Spool, lane: Lane) -> str:
        retrying = AsyncRetrying(
            retry=retry_if_exception(_is_sure),
            stop=stop_after_attempt(self._tries),
            wait=pause,
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                return await _post(spool, lane)
        raise AssertionError("tenacity ends with a result or an error")


def _is_sure(error: BaseException) -> bool:
    """Whether a batch was certainly not created, and may be created yet."""
    return isinstance(error, Unsent) or (isinstance(error, Fault) and error.slow)


async def _post(spool: Spool, lane: Lane) -> str:
    """`client.messages.batches.create` would hold all requests in memory, and as text once more."""
    headers = {"Content-Type": "application/json", "Content-Length": str(spool.size)}
    try:
        created = await lane.client.post(
            PATH, cast_to=MessageBatch, content=spool.body(), options={"headers": headers}
        )
    except Exception as error:
        raise explained(error, lane.name) from error
    return created.id

"""A run to be killed: python -m tests.stages.traces.ledger.writing_run FOLDER

Prints the key of each answer once the ledger has said that it is on disk.
"""

import asyncio
import sys
from itertools import count
from pathlib import Path

from stages.traces.ledger import sends
from stages.traces.ledger.ledger import Ledger
from tests.stages.traces.ledger.answers import ASK, answer

TEXT = "x" * 3000


async def one(ledger: Ledger, name: int) -> None:
    for number in count():
        key = f"{name}-{number}"
        send = await sends.begin(ledger, ASK, "KEY", 0.5)
        await sends.answered(ledger, send, answer(key, text=TEXT))
        print(key, flush=True)


async def main(folder: Path) -> None:
    with Ledger(folder) as ledger:
        await asyncio.gather(*(one(ledger, name) for name in range(16)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))

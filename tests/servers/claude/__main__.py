"""A local Claude in a process of its own: python -m tests.servers.claude --seed 7 --set latency=0.2

Prints `listening on http://127.0.0.1:PORT` and serves until it is killed. GET /_state says what was
paid, POST /_settings changes settings.
"""

import argparse
import asyncio
from contextlib import suppress
from typing import Any

import orjson

from tests.servers.claude.app import listening
from tests.servers.claude.settings import Settings
from tests.servers.claude.world import World


def main() -> None:
    """Serve as the command line says."""
    settings, port = _arguments()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(World(settings), port))


async def _serve(world: World, port: int) -> None:
    async with listening(world, port) as url:
        print(f"listening on {url}", flush=True)
        await asyncio.Event().wait()


def _arguments() -> tuple[Settings, int]:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.claude", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds a message takes")
    for name, what in (("--share", "bad_plans=0.1"), ("--set", "batch_seconds=2 (JSON)")):
        parser.add_argument(name, type=_setting, action="append", default=[], metavar=what)
    told = parser.parse_args()
    settings = Settings(seed=told.seed, latency=told.latency)
    try:
        settings.change(dict([*told.share, *told.set]))
    except KeyError as error:
        parser.error(error.args[0])
    return settings, told.port


def _setting(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    return name, orjson.loads(value)


if __name__ == "__main__":
    main()

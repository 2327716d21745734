"""Finished shards in the cache folder: they survive a run that was killed, and DVC's clearing."""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from schemas.sections.generate_traces import Format
from stages.common.files import atomic


@dataclass(frozen=True)
class ShardAccount:
    """What a finished shard consists of."""

    rows: int
    bytes: int
    rejects_bytes: int
    tally_bytes: int


@dataclass(frozen=True)
class Kept:
    """The files of one shard.

    <folder>/00007.jsonl              the traces
             00007.rejects.jsonl      those that were refused
             00007.tally              what they add to the figures of the set
             00007.account.json       how large these are
    """

    folder: Path
    shard: int
    format: Format

    @property
    def rows(self) -> Path:
        """The traces."""
        return self.folder / f"{self.shard:05d}.{self.format}"

    @property
    def rejects(self) -> Path:
        """Rejected traces, a line each."""
        return self.folder / f"{self.shard:05d}.rejects.jsonl"

    @property
    def tally(self) -> Path:
        """What the shard adds to the figures of the set."""
        return self.folder / f"{self.shard:05d}.tally"

    @property
    def _account(self) -> Path:
        return self.folder / f"{self.shard:05d}.account.json"

    def finish(self, account: ShardAccount) -> None:
        """Declare the shard finished."""
        with atomic(self._account, "wb") as file:
            file.write(orjson.dumps(asdict(account)))

    def account(self) -> ShardAccount | None:
        """The account of a finished shard; None for one that is to be made."""
        try:
            account = ShardAccount(**orjson.loads(self._account.read_bytes()))
            sizes = [path.stat().st_size for path in (self.rows, self.rejects, self.tally)]
        except (FileNotFoundError, orjson.JSONDecodeError, TypeError):
            return None
        wanted = [account.bytes, account.rejects_bytes, account.tally_bytes]
        return account if sizes == wanted else None


def clear_unfinished(folder: Path) -> None:
    """Remove the temporary files and folders of processes that were killed."""
    for path in folder.glob(".*"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

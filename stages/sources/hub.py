"""Kind `hf`: files of a dataset repository on the Hugging Face Hub, at one commit.

What arrives is kept in the Hub's own cache format below `<cache_dir>/hub`: a file is downloaded
once, also by later runs. HF_ENDPOINT, which huggingface_hub honours, points to another Hub.
"""

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from dotenv import dotenv_values
from huggingface_hub import DatasetInfo, HfApi, constants

from stages.common.progress import progress
from stages.sources.copying import copy_files
from stages.sources.hub_errors import FAILURES, explained
from stages.sources.patterns import select
from stages.sources.retrying import Result, persistently
from stages.sources.task import Task


def fetch(task: Task, into: Path) -> None:
    """Download the wanted files of the pinned revision; raises PipelineError."""
    # Its warnings repeat what our errors say.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    constants.HF_HUB_DOWNLOAD_TIMEOUT = max(1, round(task.runtime.timeout))  # no argument sets it
    api = HfApi(token=_token())
    info = _asked(task, partial(_info, api, task))
    sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
    paths = select(sizes, task)
    files = {}
    with progress(f"{task.name}: downloading", sum(sizes[path] for path in paths), "B") as bar:
        for path in paths:
            files[path] = _asked(task, partial(_download, api, task, info.sha, path))
            bar.update(sizes[path])
    copy_files(files, into, task.name)


def _token() -> str | None:
    """The secret HF_TOKEN; without one, huggingface_hub looks for what `hf auth login` saved."""
    return os.environ.get("HF_TOKEN") or dotenv_values(".env").get("HF_TOKEN") or None


def _info(api: HfApi, task: Task) -> DatasetInfo:
    return api.dataset_info(
        task.source.location,
        revision=task.source.revision,
        timeout=task.runtime.timeout,
        files_metadata=True,
    )


def _download(api: HfApi, task: Task, commit: str | None, path: str) -> Path:
    """The file in the Hub's cache, of the commit that the listing is of."""
    cached = api.hf_hub_download(
        task.source.location,
        path,
        repo_type="dataset",
        revision=commit or task.source.revision,
        cache_dir=task.cache / "hub",
        etag_timeout=task.runtime.timeout,
    )
    return Path(cached)


def _asked(task: Task, request: Callable[[], Result]) -> Result:
    """The answer to a request, tried again if it fails for a reason that may pass."""

    def attempt() -> Result:
        try:
            return request()
        except FAILURES as error:
            raise explained(error, task) from error

    return persistently(task, attempt)

"""What went wrong with a request to the Hub, and what to do about it."""

import httpx2  # the client of huggingface_hub, whose network errors reach us unchanged
from huggingface_hub import constants
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

from stages.common.errors import PipelineError
from stages.sources.retrying import Transient
from stages.sources.task import Task

FAILURES = (OSError, HFValidationError, httpx2.TransportError)


def explained(error: BaseException, task: Task) -> BaseException:
    """The error to raise in place of one of FAILURES: Transient if it may pass."""
    match error:
        case LocalEntryNotFoundError() if error.__cause__:
            # "Not in the cache either": the cause says why the Hub did not give it, and the
            # library has tried that several times.
            cause = explained(error.__cause__, task)
            return cause.problem if isinstance(cause, Transient) else cause
        case RevisionNotFoundError():
            return _no_revision(task)
        case GatedRepoError():
            return _gated(task)
        case RepositoryNotFoundError():
            return _absent(task, error.response.status_code)
        case HfHubHTTPError():
            return _refused(task, error.response.status_code)
        case HFValidationError():
            return _problem(task, "is not a dataset id", "write it as owner/name")
        case OfflineModeIsEnabled():
            return _problem(task, "HF_HUB_OFFLINE forbids the network", "unset HF_HUB_OFFLINE")
        case httpx2.TransportError():
            return _lost(task, str(error) or type(error).__name__)
        case OSError(errno=None):  # the library's own check of a download's size
            return Transient(_problem(task, "a download broke off", "run it again"))
    return error


def _no_revision(task: Task) -> PipelineError:
    return PipelineError(
        f"{task.source.location} has no revision {task.source.revision!r}",
        where=task.param("revision"),
        fix=f"take a commit from {_page(task)}/commits/main",
    )


def _gated(task: Task) -> PipelineError:
    return _problem(
        task, "gated", f"accept its terms at {_page(task)} and set HF_TOKEN (environment or .env)"
    )


def _absent(task: Task, status: int) -> PipelineError:
    return _problem(
        task,
        f"no such dataset at {constants.ENDPOINT}, or it is private (HTTP {status})",
        "correct the id, or set HF_TOKEN (environment or .env) to a token that may read it",
    )


def _refused(task: Task, status: int) -> PipelineError | Transient:
    if status in (401, 403, 404):
        return _absent(task, status)
    problem = _problem(
        task, f"HTTP {status} from {constants.ENDPOINT}", f"try again later, or {task.use_a_copy}"
    )
    return Transient(problem) if status == 429 or status >= 500 else problem


def _lost(task: Task, reason: str) -> Transient:
    what = f"no network connection to {constants.ENDPOINT} ({reason})"
    return Transient(_problem(task, what, f"check the connection or {task.use_a_copy}"))


def _problem(task: Task, what: str, fix: str) -> PipelineError:
    return PipelineError(f"{task.source.location}: {what}", where=task.param("location"), fix=fix)


def _page(task: Task) -> str:
    return f"{constants.ENDPOINT}/datasets/{task.source.location}"

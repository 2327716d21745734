"""Which keys are let in."""

from collections.abc import Mapping

from tests.servers.claude.errors import ApiError, invalid
from tests.servers.claude.settings import Settings


def admitted(headers: Mapping[str, str], settings: Settings) -> str:
    """The key of a request; raises ApiError for one that may not be used.

    SDK 2 sends it as a bearer token, older ones and plain HTTP as x-api-key.
    """
    key = headers.get("x-api-key") or headers.get("Authorization", "").removeprefix("Bearer ")
    if not key:
        raise ApiError(401, "x-api-key header is required")
    if key not in settings.keys:
        raise ApiError(401, "invalid x-api-key")
    if key in settings.forbidden_keys:
        raise ApiError(403, "Your API key does not have permission to use the specified resource.")
    if key in settings.unpaid_keys:
        raise ApiError(402, "Your credit balance is too low to access the Anthropic API.")
    if "anthropic-version" not in headers:
        raise invalid("anthropic-version: header is required")
    return key

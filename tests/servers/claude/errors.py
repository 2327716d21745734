"""The API's errors, in its words."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}


class ApiError(Exception):
    """An answer that is no success."""

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.code = status, message, code
        self.headers = headers or {}

    def told(self, request_id: str) -> dict[str, Any]:
        """The body."""
        error: dict[str, Any] = {"type": TYPES[self.status], "message": self.message}
        if self.code:
            error["details"] = {"error_code": self.code}
        return {"type": "error", "error": error, "request_id": request_id}

    def response(self, request_id: str) -> web.Response:
        """The whole answer."""
        return web.Response(
            status=self.status,
            headers=self.headers,
            body=orjson.dumps(self.told(request_id)),
            content_type="application/json",
        )


def invalid(message: str) -> ApiError:
    """Something is wrong with the request."""
    return ApiError(400, message)


def not_found(what: str) -> ApiError:
    """A model or a batch that there is not."""
    return ApiError(404, what)


def too_large() -> ApiError:
    """The body has too many bytes."""
    return ApiError(413, "Request exceeds the maximum size")


def spend_limit(form: str) -> ApiError:
    """The key may spend no more; neither form says when to try again."""
    if form == "specified":
        return invalid(
            "You have reached your specified API usage limits. "
            "You will regain access on 2026-12-01 at 00:00 UTC."
        )
    message = "Your organization has crossed the monthly API usage threshold of its API tier."
    return ApiError(429, message, code="enforced_spend_limit_reached")


def rate_limit(headers: Mapping[str, str]) -> ApiError:
    """Too many requests or tokens a minute."""
    message = "This request would exceed your account's rate limit. Please try again later."
    return ApiError(429, message, headers)

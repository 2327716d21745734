"""What every request goes through: its key, its errors, its being counted."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.servers.claude.access import admitted
from tests.servers.claude.errors import ApiError, not_found
from tests.servers.claude.faults import Cut
from tests.servers.claude.routes.sending import KEY, REQUEST_ID, cut
from tests.servers.claude.world import WORLD, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer whatever happens in the API's words, and count it."""
    world = request.app[WORLD]
    request[REQUEST_ID] = world.request_id()
    try:
        if request.path.startswith("/v1/"):
            request[KEY] = admitted(request.headers, world.settings)
        response = await handler(request)
        status = str(response.status)
    except Cut as what:
        response, status = await cut(request, what), "cut"
    except Exception as error:
        response = _error(world, error).response(request[REQUEST_ID])
        status = str(response.status)
    if not response.prepared:
        response.headers["request-id"] = request[REQUEST_ID]
    world.requests[_endpoint(request), status] += 1
    return response


def _error(world: World, error: Exception) -> ApiError:
    if isinstance(error, ApiError):
        return error
    if isinstance(error, web.HTTPNotFound | web.HTTPMethodNotAllowed):
        return not_found("Not found")
    world.crash(error)
    return ApiError(500, f"this server has a mistake: {error!r}")


def _endpoint(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical if resource else request.path}"

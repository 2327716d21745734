"""GET /v1/models and GET /v1/models/{id}."""

from aiohttp import web

from tests.servers.claude.catalogue import MODELS
from tests.servers.claude.errors import not_found
from tests.servers.claude.paging import page
from tests.servers.claude.routes.sending import meet, send

SHOWN = ("active", "deprecated")


async def one(request: web.Request) -> web.Response:
    """A model."""
    name = request.match_info["id"]
    if name not in MODELS:
        raise not_found(f"model: {name}")
    return send(meet(request), MODELS[name].told())


async def several(request: web.Request) -> web.Response:
    """A page of models; retired ones only if they are asked for."""
    wanted = request.query.getall("lifecycle[]", SHOWN)
    ids = [model.id for model in MODELS.values() if model.lifecycle in wanted]
    return send(meet(request), page(ids, request.query, lambda name: MODELS[name].told()))

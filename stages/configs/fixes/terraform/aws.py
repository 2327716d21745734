"""Fixes of single settings of AWS that need others beside them."""

import re
from collections.abc import Mapping
from typing import Any

from stages.configs.fixes.terraform.place import Place, in_place, place_around
from stages.configs.fixes.terraform.removal import without_block
from stages.configs.module import Expr
from stages.configs.parsed import Append, Op, Path

_LOG_ARGUMENTS = ("enabled_cluster_log_types", "enabled_log_types", "cluster_enabled_log_types")
_FLOW_LOG_TARGETS = (
    "flow_log_destination_arn",
    "flow_log_destination_type",
    "flow_log_cloudwatch_iam_role_arn",
)


@in_place
def log_traffic(place: Place) -> list[Op]:
    """Flow logs of the VPC module, into a log group of its own if none is named."""
    names = ["create_flow_log_cloudwatch_log_group", "create_flow_log_cloudwatch_iam_role"]
    if any(name in place.body for name in _FLOW_LOG_TARGETS):
        names = []
    return [op for name in [*names, "enable_flow_log"] for op in place.set(True, name)]


@in_place
def close_endpoint(place: Place) -> list[Op]:
    """No public endpoint of the cluster, and a private one instead, which modules have anyway."""
    if place.block["type"] != "module":
        private = place.set(True, "endpoint_private_access")
        return [*private, *place.set(False, "endpoint_public_access")]
    names = ("endpoint_public_access", "cluster_endpoint_public_access")
    return [op for name in names if name in place.body for op in place.set(False, name)]


def close_default_group(value: Mapping[str, Any], path: Path) -> list[Op]:
    """No rule in the group; the module takes them out if it manages the group."""
    place = place_around(value, path)
    if place and place.block["type"] == "module":
        return place.set(True, "manage_default_security_group")
    return without_block("ingress", "egress")(value, path)


@in_place
def log_audit(place: Place) -> list[Op]:
    """The audit log of the cluster, besides what is logged already."""
    name = next((name for name in _LOG_ARGUMENTS if name in place.body), _LOG_ARGUMENTS[0])
    logged = place.get(name)
    if not logged:
        return place.set(["api", "audit", "authenticator"], name)
    missing = isinstance(logged, list) and "audit" not in logged
    return [Append((*place.path, name), "audit")] if missing else []


@in_place
def keep_final_snapshot(place: Place) -> list[Op]:
    """A snapshot when the database is deleted; resources must give it a name."""
    ops = place.set(False, "skip_final_snapshot")
    if place.block["type"] != "resource" or "final_snapshot_identifier" in place.body:
        return ops
    name = _snapshot(place)
    return [*ops, *place.set(name, "final_snapshot_identifier")] if name else []


def _snapshot(place: Place) -> str | Expr | None:
    """A name made from the database's; None if several databases would get the same."""
    for key in ("cluster_identifier", "identifier"):
        match place.get(key):
            case str(name):
                return f"{name}-final"
            case {"__expr__": str(text)}:
                inside = text[1:-1] if text.startswith('"') else f"${{{text}}}"
                return Expr(f'"{inside}-final"')
    if "count" in place.body or "for_each" in place.body:
        return None
    label = str(place.block["labels"][-1]).lower()
    return re.sub(r"[^a-z0-9]+", "-", label).strip("-") + "-final"

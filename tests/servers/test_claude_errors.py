"""How the local Claude says no, through the real SDK."""

from typing import Any

import anthropic
import pytest
from anthropic import Anthropic

from tests.servers.claude.builders import asked, body, closed, many
from tests.servers.claude.client import client_of, speaking
from tests.servers.claude.server import ClaudeServer
from tests.servers.claude.settings import Settings

JUDGE = body("judgement", "Legal", asked("x"))


def formatted(**properties: Any) -> dict[str, Any]:
    return {"output_config": {"format": {"type": "json_schema", "schema": closed(**properties)}}}


def refused(client: Anthropic, **more: Any) -> anthropic.APIStatusError:
    with pytest.raises(anthropic.APIStatusError) as caught:
        client.messages.create(**{**JUDGE, **more})
    return caught.value


@pytest.mark.parametrize(
    ("more", "status", "message"),
    [
        ({"model": "claude-new-9"}, 404, "model: claude-new-9"),
        ({"model": "claude-old-1"}, 404, "model: claude-old-1"),
        ({"model": "claude-plain-1", "max_tokens": 9}, 400, "not support output format"),
        ({"max_tokens": 128_001, "timeout": 9}, 400, "max_tokens: 128001 > 128000"),
        ({"max_tokens": 0}, 400, "max_tokens: Input should be greater"),
        ({"messages": []}, 400, "messages: at least one message"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, 400, 'the "user" role'),
        ({"messages": [{"role": "user", "content": ""}]}, 400, "must be non-empty"),
        ({"extra_body": {"temperature": 1}}, 400, "temperature: Extra inputs are not permitted"),
        ({"output_config": {"effort": "xhigh"}}, 400, "effort level 'xhigh'"),
        ({"thinking": {"type": "enabled", "budget_tokens": 1024}}, 400, "thinking.type.enabled"),
        (formatted(x={"type": "integer", "minimum": 1}), 400, "property 'minimum' is not"),
        (formatted(x={**many({"type": "string"}), "minItems": 2}), 400, "'minItems' values"),
        (formatted(x={"type": "object", "properties": {}}), 400, "'additionalProperties' must"),
        (formatted(x={"$ref": "#"}), 400, "Reference to"),
    ],
)
def test_requests_that_are_wrong(more: dict[str, Any], status: int, message: str) -> None:
    with speaking() as (server, client):
        error = refused(client, **more)
    assert error.status_code == status
    assert message in (error.api_message or "")
    assert error.request_id and error.request_id.startswith("req_")
    assert not server.paid.payments


def test_a_schema_may_not_be_recursive() -> None:
    node = closed(children=many({"$ref": "#/$defs/Node"}))
    schema = {"$ref": "#/$defs/Node", "$defs": {"Node": node}}
    with speaking() as (_, client):
        error = refused(client, output_config={"format": {"type": "json_schema", "schema": schema}})
    assert "Circular reference" in str(error)


def test_keys() -> None:
    settings = Settings(keys={"one", "two"}, forbidden_keys={"one"}, unpaid_keys={"two"})
    with ClaudeServer(settings) as server:
        for key, status, kind in (
            ("none", 401, "authentication_error"),
            ("one", 403, "permission_error"),
            ("two", 402, "billing_error"),
        ):
            with client_of(server, key) as client:
                error = refused(client)
            assert (error.status_code, error.type) == (status, kind)


def test_a_body_that_is_too_large() -> None:
    with speaking(Settings(max_message_bytes=1000)) as (_, client):
        error = refused(client)
    assert error.status_code == 413
    assert error.body["error"]["type"] == "request_too_large"  # type: ignore[index]


@pytest.mark.parametrize(
    ("share", "status", "kind", "retry_after"),
    [
        ("rate_limited", 429, "rate_limit_error", "0.05"),
        ("rate_limited_bare", 429, "rate_limit_error", None),
        ("error_500", 500, "api_error", None),
        ("error_504", 504, "timeout_error", None),
        ("overloaded", 529, "overloaded_error", None),
    ],
)
def test_faults(share: str, status: int, kind: str, retry_after: str | None) -> None:
    with speaking(Settings()) as (server, client):
        server.settings.change({share: 1.0})
        error = refused(client)
        with pytest.raises(anthropic.APIStatusError):
            client.models.retrieve("claude-sonnet-5-5")
    assert (error.status_code, error.type) == (status, kind)
    assert error.response.headers.get("retry-after") == retry_after
    assert not server.paid.payments


def test_the_spend_limit_of_a_key() -> None:
    with speaking(Settings(spend_limits={"test-key": 0.001})) as (server, client):
        client.messages.create(**JUDGE)
        assert server.paid.dollars > 0.001
        enforced = refused(client)
        server.settings.spend_limit_form = "specified"
        specified = refused(client)
    assert (enforced.status_code, enforced.error_code) == (429, "enforced_spend_limit_reached")
    assert "retry-after" not in enforced.response.headers
    assert (specified.status_code, specified.type) == (400, "invalid_request_error")
    assert str(specified.api_message).startswith(
        "You have reached your specified API usage limits."
    )


def test_the_rate_limit_of_a_key() -> None:
    with speaking(Settings(requests_per_minute=60)) as (_, client):
        answer = client.messages.with_raw_response.create(**JUDGE)
        error = refused(client)
    assert answer.headers["anthropic-ratelimit-requests-limit"] == "60"
    assert answer.headers["anthropic-ratelimit-requests-remaining"] == "0"
    assert answer.headers["anthropic-ratelimit-output-tokens-reset"].endswith("Z")
    assert 0 < float(error.response.headers["retry-after"]) <= 1


def test_models() -> None:
    with speaking() as (_, client):
        sonnet = client.models.retrieve("claude-sonnet-5-5")
        plain = client.models.retrieve("claude-plain-1")
        assert [model.id for model in client.models.list(lifecycle=["retired"])] == ["claude-old-1"]
        assert "synthetic" in [model.id for model in client.models.list(limit=1)]
        with pytest.raises(anthropic.NotFoundError):
            client.models.retrieve("claude-new-9")
    assert sonnet.capabilities and plain.capabilities
    assert sonnet.capabilities.structured_outputs.supported
    assert sonnet.capabilities.thinking.types.adaptive.supported
    assert sonnet.capabilities.effort.xhigh and not sonnet.capabilities.effort.xhigh.supported
    assert (plain.max_tokens, plain.capabilities.effort.supported) == (4096, False)

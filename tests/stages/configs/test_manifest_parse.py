import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.configs.manifest import Manifest, parse_manifest
from stages.configs.parsed import Unusable
from tests.stages.configs.yaml_texts import OBJECTS, RANDOMS, written

POD = "apiVersion: v1\nkind: Pod\n"


def body(text: str) -> Any:
    """What a manifest says below its first two keys."""
    (document,) = parse_manifest(POD + text).value["documents"]
    return {key: value for key, value in document.items() if key not in ("apiVersion", "kind")}


@given(OBJECTS, RANDOMS)
def test_every_style_means_the_same(value: dict[str, Any], random: Any) -> None:
    parsed = parse_manifest(written(value, random)).value
    assert json.dumps(parsed) == json.dumps({"documents": [value]})


def test_documents_in_order_with_nulls_between() -> None:
    text = f"# first\n---\n{POD}...\n# between\n---\n---\n- 1\n--- text\n---\nkind: List\n"
    parsed = parse_manifest(text)
    assert parsed.value == {
        "documents": [{"apiVersion": "v1", "kind": "Pod"}, None, [1], "text", {"kind": "List"}]
    }
    assert parsed.lang == "k8s"
    assert parsed.text == text


@pytest.mark.parametrize(
    "text",
    [
        POD.replace("\n", "\r\n"),
        "\ufeff" + POD,
        "%YAML 1.2\n---\n" + POD,
        '{"apiVersion": "v1",\n\t"kind": "Pod"}',
        "kind: 'Pod'\napiVersion: !!str v1",
    ],
)
def test_forms_of_files(text: str) -> None:
    assert parse_manifest(text).value == {"documents": [{"apiVersion": "v1", "kind": "Pod"}]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1: a\n0x10: b\n1.5: c\n", {"1": "a", "16": "b", "1.5": "c"}),
        ("true: a\non_: b\nn: c\n", {"true": "a", "on_": "b", "false": "c"}),
        ("? a\n: b\n? c\n", {"a": "b", "c": None}),
        ("a: &x b\n*x : c\n", {"a": "b", "b": "c"}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
        ("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  p: 9\n",
         {"a": {"p": 1, "q": 2}, "b": {"p": 9, "q": 2}}),
        # As Kubernetes reads it: here the mapping that is merged comes last, and wins.
        ("a: &x {p: 1}\nb:\n  p: 9\n  <<: *x\n", {"a": {"p": 1}, "b": {"p": 1}}),
        ("b:\n  <<: [{p: 1}, {p: 2, q: 3}]\n", {"b": {"p": 1, "q": 3}}),
        ("b:\n  '<<': 1\n", {"b": {"<<": 1}}),
        ("a: <<\nb: =\n", {"a": "<<", "b": "="}),
    ],
)  # fmt: skip
def test_keys_anchors_and_merges(text: str, value: Any) -> None:
    assert body(text) == value


@pytest.mark.parametrize(
    ("text", "detail", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate key 'a'", 5),
        ("a: {b: 1, 'b': 2}\n", "duplicate key 'b'", 3),
        ("1: a\n'1': b\n", "duplicate key '1'", 4),
        ("? [a]\n: b\n", "a mapping key that is no string", 3),
        ("~: b\n", "a mapping key that is no string", 3),
        ("123456789.5: b\n", "a mapping key that is no string", 3),
        ("a: .inf\n", ".inf is no number in JSON", 3),
        ("a: [\n-.nan,\n.nan]\n", ".nan is no number in JSON", 5),
        ("a: !Ref x\n", "unknown tag !Ref", 3),
        ("a: !Sub {b: 1}\n", "unknown tag !Sub", 3),
        ("a: !!binary aGk=\n", "unknown tag !!binary", 3),
        ("a: !!set {b}\n", "unknown tag !!set", 3),
        ("a: !!int x\n", "'x' is no !!int", 3),
        ("a: !<" + "x" * 99 + "> b\n", f"unknown tag {'x' * 40}...", 3),
        ("b:\n  <<: 1\n", "<< with something that is no mapping", 4),
        ("a: *x\n", "alias x without an anchor", 3),
        ("a: &x 1\n---\nb: *x\n", "alias x without an anchor", 5),
        ("a:\n\tb: 1\n", "found character that cannot start any token", 4),
        ("@\n", "found character that cannot start any token", 3),
        ("a: b: c\n", "mapping values are not allowed in this context", 3),
        ("a: 'b\n", "found unexpected end of stream", 4),
        ("a: \x07\n", "character U+0007 is not allowed", 3),
        ("a: b\nc: \0\n", "character U+0000 is not allowed", 4),
        ("a: \ud800\n", "character U+D800 is not allowed", 3),
        ('a: "\\ud800"\n', "found invalid Unicode character escape code", 3),
        ("a: [" + "\u2028" * 3 + "\n}\n", "did not find expected node content", 4),
    ],
)
def test_not_yaml(text: str, detail: str, line: int) -> None:
    for before, more in (("", 0), ("\ufeff", 0), ("\n", 1)):
        with pytest.raises(Unusable) as caught:
            parse_manifest(before + POD + text)
        problem = caught.value
        assert (problem.reason, problem.detail, problem.line) == ("not-yaml", detail, line + more)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("# only\n---\n# comments\n...\n---\n", "empty"),
        ("null\n", "not-a-manifest"),
        ("just text\n", "not-a-manifest"),
        ("- apiVersion: v1\n  kind: Pod\n", "not-a-manifest"),
        ("apiVersion: 1\nkind: Pod\n", "not-a-manifest"),
        ("apiVersion: v1\nkind:\n", "not-a-manifest"),
        ("apiVersion: v1\nkind: ''\n", "not-a-manifest"),
        ("apiVersion: v1\n---\nkind: Pod\n", "not-a-manifest"),
        ("AWSTemplateFormatVersion: 2010-09-09\nx: !Ref y\n", "not-a-manifest"),
        ("a: '{{ .Values.x }}'\n", "not-a-manifest"),
        (f"{POD}a: {{{{ .Values.x }}}}\n", "template"),
        (f"{{{{- if .Values.x }}}}\n{POD}{{{{- end }}}}\n", "template"),
        (f"{POD}{{% if x %}}\na: 1\n", "template"),
        ("apiVersion: {{ include 'x' }}\nkind: Pod\n", "template"),
    ],
)
def test_files_that_are_no_manifests(text: str, reason: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_manifest(text)
    assert caught.value.reason == reason


def test_templates_in_strings_are_yaml() -> None:
    assert body("a: '{{ .Values.x }}'\nb: |\n  {% if %}\n") == {
        "a": "{{ .Values.x }}",
        "b": "{% if %}\n",
    }


def test_objects_of_lists_and_files() -> None:
    items = "- kind: Service\n  apiVersion: v1\n- x\n- kind: PodList\n  apiVersion: v1\n"
    items += "  items:\n  - kind: Pod\n    apiVersion: v1\n"
    parsed = parse_manifest(f"{POD}---\n---\napiVersion: v1\nkind: List\nitems:\n{items}")
    assert [(path, entry["kind"]) for path, entry in parsed.objects()] == [
        (("documents", 0), "Pod"),
        (("documents", 2, "items", 0), "Service"),
        (("documents", 2, "items", 2, "items", 0), "Pod"),
    ]


def test_documents_as_files_of_their_own() -> None:
    text = f"\ufeff# first\n{POD}# end\n--- # second\n\n{POD}\n"
    parsed = parse_manifest(f"{text}---\n# third\n...\n# x\n---\na: |\n  b\n\n")
    assert [parsed.document_text(index) for index in range(4)] == [
        f"{POD}# end\n",
        f"--- # second\n\n{POD}\n",
        "---\n# third\n",
        "---\na: |\n  b\n\n",
    ]
    assert [parsed.document_lines(index) for index in range(4)] == [
        (2, 3),
        (7, 8),
        (10, 10),
        (15, 16),
    ]
    again = parse_manifest(parsed.document_text(1))
    assert isinstance(again, Manifest)
    assert again.value["documents"][0] == parsed.value["documents"][1]


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for each in (text, POD + text, POD + "a: " + text):
        try:
            parse_manifest(each)
        except Unusable as problem:
            assert problem.reason in ("empty", "not-yaml", "not-a-manifest", "template")

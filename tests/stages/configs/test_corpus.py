"""Every file of a source is kept, a duplicate, or rejected with its reason and place."""

import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.e2 import Lang, config_hash
from stages.configs.corpus import Corpus, collect
from stages.configs.reject import BY_DESIGN, FAULTS
from tests.stages.configs.building import COMMIT, origin_of, pod

POD, MODULE = pod("web"), 'variable "name" {\n  type = string\n}\n'
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 16))
OBJECT = "apiVersion: v1\nkind: List\n"

MANIFESTS: dict[str, tuple[str | bytes, str, str, int | None]] = {
    "README.md": ("# Shop", "other-type", "", None),
    "LOUD.YAML": (POD, "other-type", "", None),
    ".yaml": (POD, "other-type", "", None),
    "main.tf": (MODULE, "other-type", "", None),
    "two\nlines.yaml": (POD, "bad-name", "rows can't name a file with a newline in its name", None),
    "bomb.yaml": (OBJECT + BOMB, "alias-bomb", "aliases add more than 10,000 nodes", 14),
    "own.yml": (OBJECT + "x: &x [*x]\n", "alias-bomb", "anchor x holds itself", 3),
    "binary.yaml": (b"kind: \0", "binary", "", None),
    "blank.yaml": (" \n\t\n", "empty", "", None),
    "comments.yaml": ("# kind: Pod\n---\n", "empty", "", None),
    "deep.yaml": (OBJECT + "x: " + "[" * 101, "too-deep", "more than 100 levels", 3),
    "latin.yaml": (
        b"kind: Pod\nname: caf\xe9\n", "not-utf8", "byte 0xe9: invalid continuation byte", 2,
    ),
    "notes.yaml": ("kind: Pod\n", "not-a-manifest", "no document with apiVersion and kind", None),
    "template.yaml": (
        OBJECT + "items: {{ .Values.items }}\n", "template", "a mapping key that is no string", 3,
    ),
    "twice.yaml": (OBJECT + "kind: Pod\n", "not-yaml", "duplicate key 'kind'", 3),
}  # fmt: skip
"""By name: content, reason, detail, line."""

MODULES: dict[str, tuple[str | bytes, str, str, int | None]] = {
    "main.tf.json": ("{}", "other-type", "", None),
    "web.yaml": (POD, "other-type", "", None),
    "binary.tf": (b"\0", "binary", "", None),
    "blank.tf": ("", "empty", "", None),
    "comments.tf": ("# nothing\n", "empty", "", None),
    "deep.tf": (
        f"locals {{\n  x = {'[' * 90}{']' * 90}\n}}\n", "too-deep", "more than 250 levels", 2,
    ),
    "latin.tf": (b"# \xdcbersicht\n", "not-utf8", "byte 0xdc: invalid continuation byte", 1),
    "open.tf": ("locals {\n", "not-hcl", "syntax error", 2),
    "twice.tf": ("locals {\n  x = 1 y = 2\n}\n", "not-hcl", "no newline where one must be", 2),
}  # fmt: skip

GOOD = {"web": POD, "again": POD, "db": pod("db")}


def rejects(corpus: Corpus) -> dict[str, tuple[str, str, int | None]]:
    """Reason, detail and line by file."""
    return {reject.file: (reject.reason, reject.detail, reject.line) for reject in corpus.rejects}


@pytest.mark.parametrize(("lang", "bad"), [("k8s", MANIFESTS), ("tf", MODULES)])
def test_each_reason_with_its_place(
    tmp_path: Path, lang: Lang, bad: Mapping[str, tuple[str | bytes, str, str, int | None]]
) -> None:
    origin = origin_of(tmp_path / "shop", {name: entry[0] for name, entry in bad.items()})
    corpus = collect(lang, [origin], 10**6)
    assert rejects(corpus) == {name: tuple(entry[1:]) for name, entry in bad.items()}
    assert not corpus.configs
    assert not corpus.duplicates
    assert {reject.source for reject in corpus.rejects} == {"shop"}


def test_all_reasons_are_known() -> None:
    told = {entry[1] for bad in (MANIFESTS, MODULES) for entry in bad.values()}
    elsewhere = {"too-large", "not-scanned"}
    assert told | elsewhere == FAULTS | BY_DESIGN
    assert told.isdisjoint(elsewhere)


@pytest.mark.parametrize("lang", ["k8s", "tf"])
def test_a_large_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang
) -> None:
    name = {"k8s": "dump.yaml", "tf": "dump.tf"}[lang]
    origin = origin_of(tmp_path / "shop", {name: ""})
    os.truncate(tmp_path / "shop" / name, 50 * 2**20)
    monkeypatch.delattr(Path, "read_bytes")
    corpus = collect(lang, [origin], 10**6)
    assert rejects(corpus) == {name: ("too-large", "52,428,800 bytes", None)}


def test_the_limit_itself_is_not_too_large(tmp_path: Path) -> None:
    origin = origin_of(tmp_path / "shop", {"web.yaml": POD})
    assert collect("k8s", [origin], len(POD)).configs
    assert rejects(collect("k8s", [origin], len(POD) - 1))["web.yaml"][0] == "too-large"


def test_what_a_row_needs(tmp_path: Path) -> None:
    (config,) = collect(
        "k8s", [origin_of(tmp_path / "shop", {"a/web.yml": POD})], 999
    ).configs.values()
    assert config.label == f"acme/shop@{COMMIT}:a/web.yml"
    assert (config.parsed.text, config.key) == (POD, config_hash(POD))


def test_of_equal_files_the_first_by_label_is_kept(tmp_path: Path) -> None:
    shop = origin_of(tmp_path / "shop", {"b.yaml": POD, "a.yaml": POD, "c.yaml": pod("db")})
    bakery = origin_of(tmp_path / "bakery", {"z.yaml": POD, "y.yaml": pod("oven")})
    corpora = [collect("k8s", order, 999) for order in ([shop, bakery], [bakery, shop])]
    for corpus in corpora:
        assert labels(corpus) == (
            ["bakery:y.yaml", "bakery:z.yaml", "shop:c.yaml"], ["shop:a.yaml", "shop:b.yaml"],
        )  # fmt: skip
        assert corpus.read == {"shop": 3, "bakery": 2}


def labels(corpus: Corpus) -> tuple[list[str], list[str]]:
    """The kept and the duplicate ones."""
    kept, more = (
        [f"{config.origin.name}:{config.path}" for config in configs]
        for configs in (corpus.configs.values(), corpus.duplicates)
    )
    return kept, more


CONTENTS = [(f"{name}.yaml", text) for name, text in GOOD.items()]
CONTENTS += [(name, entry[0]) for name, entry in MANIFESTS.items()]
MIXES = st.lists(st.tuples(st.sampled_from(["shop", "bakery", "mill"]), st.sampled_from(CONTENTS)))


@settings(max_examples=40, deadline=None)
@given(MIXES, st.randoms())
def test_what_is_read_adds_up_in_any_order(mix, random) -> None:
    sources: dict[str, dict[str, str | bytes]] = {"shop": {}, "bakery": {}, "mill": {}}
    for number, (source, (name, content)) in enumerate(mix):
        sources[source][f"{number:02}/{name}"] = content
    with tempfile.TemporaryDirectory() as folder:
        origins = [origin_of(Path(folder, name), files) for name, files in sources.items()]
        corpus = collect("k8s", origins, 10**6)
        random.shuffle(origins)
        again = collect("k8s", origins, 10**6)
    assert (labels(again), rejects(again)) == (labels(corpus), rejects(corpus))
    configs = (*corpus.configs.values(), *corpus.duplicates)
    accounted = Counter(config.origin.name for config in configs)
    accounted.update(reject.source for reject in corpus.rejects)
    assert corpus.read == again.read == {name: len(files) for name, files in sources.items()}
    assert accounted == Counter(corpus.read)
    good = {content for _, (name, content) in mix if name.partition(".")[0] in GOOD}
    assert {config.parsed.text for config in corpus.configs.values()} == good

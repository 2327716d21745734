"""Where rows come from, whatever the place that files were fetched from."""

import json
from pathlib import Path
from typing import Any

import pytest

from stages.common.errors import PipelineError
from stages.configs.origin import load_origin

COMMIT = "279e8e4fe314f6cb7bc55fa3fbc21bbeaa48c0ea"
FILE = {"path": "a/web.yaml", "size": 3, "sha256": "0" * 64}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data/sources/e2").mkdir(parents=True)


def write(**values: Any) -> None:
    manifest = {"source": "shop", "files": [FILE]} | values
    Path("data/sources/e2/shop.json").write_text(json.dumps(manifest))


def refusal() -> str:
    with pytest.raises(PipelineError) as caught:
        load_origin("shop")
    return str(caught.value)


def test_a_repository_goes_by_name_and_commit() -> None:
    write(repository="acme/shop", commit=COMMIT)
    origin = load_origin("shop")
    assert origin.label("a/web.yaml") == f"acme/shop@{COMMIT}:a/web.yaml"
    assert (origin.files, origin.folder) == (("a/web.yaml",), Path("data/raw/shop"))
    assert not origin.synthetic


def test_a_folder_goes_by_a_hash_of_its_content() -> None:
    write(synthetic=True)
    first = load_origin("shop")
    assert first.repository == "local/shop"
    assert len(first.commit) == 40
    assert first.synthetic
    write(files=[FILE | {"sha256": "1" * 64}])
    assert load_origin("shop").commit != first.commit


def test_a_tag_is_no_commit() -> None:
    write(repository="acme/shop", commit="v1.2.0")
    assert refusal() == (
        "fetch.sources.shop.revision: 'v1.2.0' is no full commit hash; "
        "give all its digits; rows name the commit"
    )


def test_a_source_that_is_not_there() -> None:
    assert refusal() == (
        "data/sources/e2/shop.json: no such file; give fetch.sources an entry shop of family e2, "
        "and run `dvc repro --force fetch@shop`"
    )


def test_a_damaged_manifest() -> None:
    Path("data/sources/e2/shop.json").write_text("{")
    assert refusal() == (
        "data/sources/e2/shop.json: not a manifest; run `dvc repro --force fetch@shop`"
    )

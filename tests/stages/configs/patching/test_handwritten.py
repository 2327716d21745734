"""Hand-written patches are taken if they are proven, and refused with a reason."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from stages.common.errors import PipelineError
from stages.configs.corpus import Config
from stages.configs.patching.handwritten import hand_written, require_known_sources
from stages.configs.patching.patch import Patch, Prover
from tests.stages.configs.building import WordScanner, config_of, pod

TEXT = pod("web", "subdomain: public", "hostPID: false")
WEB = config_of(TEXT, "deploy/web.yaml")
HEAD = "--- a/deploy/web.yaml\n+++ b/deploy/web.yaml\n"
GOOD = HEAD + "@@ -7,2 +7,2 @@\n-  subdomain: public\n+  subdomain: inner\n   hostPID: false\n"


def outcome(
    folder: Path, patches: Mapping[str, str | bytes], *configs: Config
) -> dict[str, Patch | str]:
    """What becomes of patches of files with findings."""
    for name, content in patches.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    by_key, scan = {config.key: config for config in configs or (WEB,)}, WordScanner()
    findings = scan({key: config.parsed for key, config in by_key.items()})
    return hand_written(folder, by_key, Prover(findings, scan))


def refusal(folder: Path, patch: str | bytes, *configs: Config) -> Patch | str:
    return outcome(folder, {"shop/web.patch": patch}, *configs)["shop/web.patch"]


def test_a_good_one_gets_the_form_of_all(tmp_path: Path) -> None:
    git = "Keep it inside.\n\ndiff --git a/deploy/web.yaml b/deploy/web.yaml\nindex 1..2 100644\n"
    patch = refusal(tmp_path, git + GOOD)
    assert isinstance(patch, Patch)
    assert patch.text == HEAD + (
        "@@ -4,5 +4,5 @@\n   name: web\n spec:\n   containers: [{name: web, image: 'shop:1'}]\n"
        "-  subdomain: public\n+  subdomain: inner\n   hostPID: false\n"
    )
    assert patch.after.text == TEXT.replace("public", "inner")
    assert (patch.config, patch.issues) == (WEB, ())


@pytest.mark.parametrize(
    ("patch", "reason"),
    [
        (GOOD.replace("-  sub", "-  old\n-  sub").replace("7,2 +", "7,3 +"),
         "does not apply: patch failed: deploy/web.yaml:7"),
        (GOOD + GOOD.replace("web.yaml", "db.yaml"), "is of 2 files, not of one"),
        ("", "is of 0 files, not of one"),
        (GOOD.encode("utf-16"), "not UTF-8"),
        (GOOD.replace("/web.yaml", "/db.yaml"), "no row is deploy/db.yaml"),
        (GOOD.replace("public\n+", "public\n+  hostIPC: true\n+").replace("7,2 @", "7,3 @"),
         "new findings"),
        (GOOD.replace("inner", "public # really"), "targets remain"),
        (GOOD.replace("inner", "[HANG]"), "semgrep can't scan the patched file"),
        (GOOD.replace("inner", "["), "does not parse: not-yaml"),
    ],
)  # fmt: skip
def test_reasons(tmp_path: Path, patch: str | bytes, reason: str) -> None:
    assert refusal(tmp_path, patch) == reason


def test_a_removal_is_a_patch_of_no_file_that_stays(tmp_path: Path) -> None:
    patch = "--- a/deploy/web.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    assert refusal(tmp_path, patch) == "is of 0 files, not of one"


def test_names_with_spaces(tmp_path: Path) -> None:
    config = config_of(TEXT, "deploy/my web.yaml")
    patch = refusal(tmp_path, GOOD.replace("/web.yaml", "/my web.yaml\t"), config)
    assert isinstance(patch, Patch)
    assert patch.text.startswith("--- a/deploy/my web.yaml\t\n+++ b/deploy/my web.yaml\t\n@@ ")


def test_a_name_that_our_form_can_not_have(tmp_path: Path) -> None:
    config = config_of(TEXT, 'deploy/a"b.yaml')
    assert refusal(tmp_path, GOOD.replace("/web", '/a"b'), config) == (
        "the path 'deploy/a\"b.yaml' needs quoting in a patch"
    )


def test_only_patches_of_the_sources_at_hand(tmp_path: Path) -> None:
    other = config_of(pod("db"), "deploy/web.yaml", source="bakery")
    patches = {f"{source}/a.patch": GOOD for source in ("bakery", "mill", "shop")}
    patches |= {"shop/notes.txt": GOOD, "shop/old/a.patch": GOOD, "a.patch": GOOD}
    results = outcome(tmp_path, patches, WEB, other)
    assert list(results) == ["bakery/a.patch", "shop/a.patch"]
    assert results["bakery/a.patch"] == "does not apply: patch failed: deploy/web.yaml:7"
    assert isinstance(results["shop/a.patch"], Patch)


def test_no_patches(tmp_path: Path) -> None:
    assert outcome(tmp_path, {}) == {}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as caught:
        require_known_sources(tmp_path / "none", ["shop"])
    assert str(caught.value) == f"build_e2.patches: {tmp_path}/none: no such folder"


def test_a_folder_that_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "shpo").mkdir()
    (tmp_path / "shpo/a.patch").touch()
    with pytest.raises(PipelineError) as caught:
        require_known_sources(tmp_path, ["shop"])
    assert str(caught.value) == (
        f"{tmp_path}/shpo: no source 'shpo'; name the folder as its source in fetch.sources"
    )
    (tmp_path / "shpo").rename(tmp_path / "shop")
    require_known_sources(tmp_path, ["shop"])

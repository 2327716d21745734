"""The account says what became of each file and each patch."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from schemas.e2_sampling import FixAccount
from schemas.sampling import Rejected
from stages.common.errors import PipelineError
from stages.configs.account import Patches, patch_account, require_sound, source_accounts
from stages.configs.corpus import Config, Corpus
from stages.configs.patching.automatic import Trial
from stages.configs.patching.issue import Issue
from stages.configs.patching.patch import Patch
from stages.configs.reject import Reject
from tests.stages.configs.building import COMMIT, config_of, origin_of, pod

A, B, C, D, E = (config_of(pod(name), f"{name}.yaml") for name in "abcde")


def patch(config: Config, text: str, *fixes: str) -> Patch:
    issues = tuple(Issue(fix, (), ()) for fix in fixes)
    return Patch(config, text, config.parsed, issues)


def patches(
    tried: dict[Config, tuple[str, ...]],
    automatic: Iterable[Patch | str],
    hand_written: dict[str, Patch | str] | None = None,
) -> Patches:
    """Fixes that were tried by file, and what became of them in the same order."""
    trials = {
        config.key: Trial(config, tuple(Issue(fix, (), ()) for fix in fixes))
        for config, fixes in tried.items()
    }
    return Patches(trials, dict(zip(trials, automatic, strict=True)), hand_written or {})


def test_a_hand_written_patch_goes_before_an_automatic_one() -> None:
    mine, theirs = patch(A, "mine"), patch(A, "automatic", "host-pid")
    made = patches(
        {A: ("host-pid",), B: ("host-pid",), C: ("host-pid",)},
        [theirs, patch(B, "automatic", "host-pid"), "targets remain"],
        {"shop/a.patch": mine, "shop/b.patch": "new findings", "shop/d.patch": patch(D, "mine")},
    )
    assert {key: found.text for key, found in made.by_file().items()} == {
        A.key: "mine", B.key: "automatic", D.key: "mine",
    }  # fmt: skip


def test_patches_and_fixes_are_counted() -> None:
    made = patches(
        {
            A: ("host-pid", "host-ipc"),
            B: ("host-pid", "host-pid"),
            C: ("host-ipc",),
            D: ("host-network",),
            E: ("host-network",),
        },
        [
            patch(A, "", "host-ipc"),
            patch(B, "", "host-pid", "host-pid"),
            "does not parse: not-yaml",
            "targets remain",
            "does not parse: empty",
        ],
        {"shop/d.patch": patch(D, ""), "shop/x.patch": "does not apply: patch failed: x:1"},
    )
    account = patch_account(7, made)
    assert account.model_dump(exclude={"fixes"}) == {
        "with_findings": 7,
        "fixable": 5,
        "verified": 3,
        "failed": {"does not parse": 2},
        "hand_written": 1,
        "hand_written_refused": {"shop/x.patch": "does not apply: patch failed: x:1"},
    }
    assert account.fixes == {
        "host-ipc": FixAccount(tried=2, verified=1),
        "host-network": FixAccount(tried=2, verified=0),
        "host-pid": FixAccount(tried=3, verified=2),
    }
    assert list(account.fixes) == sorted(account.fixes)


def test_files_by_source(tmp_path: Path) -> None:
    shop = origin_of(tmp_path / "shop", {"a.yaml": "", "b.yaml": "", "c.sh": "", "d.yaml": ""})
    bakery = origin_of(tmp_path / "bakery", {"x.yaml": ""}, synthetic=False)
    one, two = (Config(shop, f"{name}.yaml", A.parsed, name) for name in "ab")
    corpus = Corpus(
        read={"shop": 4, "bakery": 1}, duplicates=[Config(bakery, "x.yaml", A.parsed, "a")]
    )
    corpus.rejects = [
        Reject("shop", "d.yaml", "not-yaml", "no", 3), Reject("shop", "c.sh", "other-type"),
    ]  # fmt: skip
    accounts = source_accounts([shop, bakery], corpus, [one], [two])
    assert list(accounts) == ["shop", "bakery"]
    assert accounts["shop"].model_dump(exclude={"rejected"}) == {
        "synthetic": True, "repository": "acme/shop", "commit": COMMIT,
        "read": 4, "kept": 1, "duplicate": 0, "surplus": 1,
    }  # fmt: skip
    assert list(accounts["shop"].rejected.items()) == [
        ("not-yaml", Rejected(rows=1, fault=True)), ("other-type", Rejected(rows=1, fault=False)),
    ]  # fmt: skip
    assert not accounts["bakery"].synthetic
    assert (accounts["bakery"].duplicate, accounts["bakery"].rejected) == (1, {})


def faulty(*reasons: str) -> Corpus:
    """A corpus of two good files, one a duplicate, and rejects."""
    corpus = Corpus({A.key: A}, [B])
    corpus.rejects = [
        Reject("shop", f"{number}.yaml", reason) for number, reason in enumerate(reasons)
    ]
    return corpus


FAULTS = ("empty", "too-large", "not-yaml", "binary", "not-yaml", "binary", "other-type")


def test_too_many_faults() -> None:
    with pytest.raises(PipelineError) as caught:
        require_sound(faulty(*FAULTS), 0.6249, "k8s")
    assert str(caught.value) == (
        "data/raw/shop/3.yaml: 5 of 8 k8s files are faulty, more than 62.49%; most often "
        "binary: 2; mend the source or raise build_e2.max_faults in params.yaml"
    )


def test_as_many_faults_as_may_be() -> None:
    require_sound(faulty(*FAULTS), 5 / 8, "k8s")
    require_sound(faulty("not-scanned"), 1 / 3, "k8s")
    require_sound(faulty("template", "empty", "not-a-manifest"), 0, "k8s")
    require_sound(Corpus(), 0, "k8s")


def test_files_of_other_types_are_no_excuse() -> None:
    with pytest.raises(PipelineError, match="1 of 3 k8s files"):
        require_sound(faulty("not-scanned", *["other-type"] * 100), 0.33, "k8s")

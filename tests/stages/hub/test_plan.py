import pytest

from stages.hub.plan import PlannedFile, PlannedSplit, Proposal, Visibility, make_plan
from stages.hub.table import table

SPLIT = PlannedSplit(
    config="default",
    split="train",
    rows=1260,
    select={"meta.split": "train"},
    files=(PlannedFile(path="data/e1/x.jsonl", sha256="0" * 64),),
    features={},
    nulls={},
)


def proposal(repository: str, visibility: Visibility, *objections: str) -> Proposal:
    return Proposal(
        family="e1",
        repository=repository,
        visibility=visibility,
        objections=objections,
        splits=(SPLIT,),
    )


def test_allowed() -> None:
    plan = make_plan("v1", [proposal("me/rows", "private"), proposal("me/meta", "public")])
    assert [(p.allowed, p.refused) for p in plan.repositories] == [(True, ()), (True, ())]
    assert plan.repositories[0].commit_message == "Release v1 of e1: 1,260 train"


def test_release_test_is_never_allowed() -> None:
    plan = make_plan("test", [proposal("me/rows", "private", "also this")])
    assert not plan.repositories[0].allowed
    assert plan.repositories[0].refused == (
        "release test is synthetic and never published",
        "also this",
    )


def test_commit_message_names_configs_where_splits_say_nothing() -> None:
    others = [("k8s", "test", 9), ("k8s-patch-verified", "test", 3), ("meta", "meta", 12)]
    splits = tuple(
        SPLIT.model_copy(update={"config": config, "split": split, "rows": rows})
        for config, split, rows in others
    )
    plan = make_plan("v1", [proposal("me/rows", "private").model_copy(update={"splits": splits})])
    assert plan.repositories[0].commit_message == (
        "Release v1 of e1: 9 k8s, 3 k8s-patch-verified, 12 meta"
    )


@pytest.mark.parametrize("public", ["me/rows", "Me/Rows"])
def test_repository_both_private_and_public(public: str) -> None:
    others = [proposal("me/rows", "private"), proposal("me/meta", "public")]
    plan = make_plan("v1", [*others, proposal(public, "public")])
    reason = ("the repository is listed both as private and as public",)
    assert [p.refused for p in plan.repositories] == [reason, (), reason]
    assert [p.allowed for p in plan.repositories] == [False, True, False]


def test_table() -> None:
    plan = make_plan("v1", [proposal("me/rows", "private", "it is raining")])
    assert table(plan).splitlines() == [
        "me/rows (private): REFUSED",
        '  commit "Release v1 of e1: 1,260 train"',
        "  refused: it is raining",
        "  config   split       rows  from",
        "  default  train      1,260  data/e1/x.jsonl where meta.split = train",
    ]


def test_table_names_the_first_of_many_files() -> None:
    files = tuple(PlannedFile(path=f"data/{n}.jsonl", sha256="0" * 64) for n in range(1_200))
    shown = []
    for count in (3, 4, 1_200):
        split = SPLIT.model_copy(update={"files": files[:count], "select": {}})
        wanted = proposal("me/rows", "private").model_copy(update={"splits": (split,)})
        shown.append(table(make_plan("v1", [wanted])).splitlines()[-1].rpartition("  ")[2])
    assert shown == [
        "data/0.jsonl, data/1.jsonl, data/2.jsonl",
        "data/0.jsonl and 3 more",
        "data/0.jsonl and 1,199 more",
    ]


def test_table_is_as_wide_as_its_configs() -> None:
    wide = SPLIT.model_copy(update={"config": "k8s-patch-verified", "select": {}})
    plan = make_plan(
        "v1", [proposal("me/rows", "private").model_copy(update={"splits": (SPLIT, wide)})]
    )
    assert table(plan).splitlines()[2:] == [
        "  config              split       rows  from",
        "  default             train      1,260  data/e1/x.jsonl where meta.split = train",
        "  k8s-patch-verified  train      1,260  data/e1/x.jsonl",
    ]

"""The sampler against a reference made of dictionaries, and against itself run in other ways."""

import math
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.e1 import FlowText, parse_question
from schemas.sections.flows import Caps, FlowParams
from stages.common.errors import PipelineError
from stages.flows import shares
from stages.flows.blocks import Block
from stages.flows.parse import parse
from stages.flows.table import Layout, Table
from tests.stages.flows.building import LOOSE, PLAIN, STRATIFIED, Built, Way, built, flow_params
from tests.stages.flows.flow_files import FEW, Row, zeek_log

CAPTURES = ("CTU-IoT-Malware-Capture-1-1", "CTU-IoT-Malware-Capture-2-1", "Honeypot")
Located = tuple[str, Row]
"""A capture and a row of it."""


@st.composite
def located(draw: st.DrawFn) -> Located:
    """Few values, so that there are duplicates, conflicts and near-twins."""
    label, detail = draw(
        st.sampled_from([("Benign", "-"), ("Malicious", "Okiru"), ("Malicious", "DDoS")])
    )
    return draw(st.sampled_from(CAPTURES)), {
        "id.orig_p": draw(st.sampled_from(["41000", "52000", "53"])),
        "id.resp_p": draw(st.sampled_from(["22", "23", "80", "443"])),
        "duration": draw(st.sampled_from(["-", "0.5", "1.2345", "1.2344", "1.235", "9.996"])),
        "orig_bytes": draw(st.sampled_from(["0", "-", "77"])),
        "label": draw(st.sampled_from([label, label, label, "Background"])),
        "detail": detail,
    }


tables = st.lists(located(), min_size=4, max_size=60)


def write_logs(root: Path, rows: Sequence[Located], files: int) -> None:
    """Deal the rows of each capture out to some files."""
    for capture in CAPTURES:
        mine = [row for home, row in rows if home == capture]
        for number in range(files):
            if part := mine[number::files]:
                path = root / "raw" / capture / f"conn.{number}.log.labeled"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(zeek_log(part))


def attempt(
    root: Path, rows: Sequence[Located], params: FlowParams, files: int = 1, way: Way = PLAIN
) -> Built | str:
    """The set, or the error's text."""
    write_logs(root, rows, files)
    try:
        return built(root, params, STRATIFIED, way)
    except PipelineError as error:
        return str(error)


def rounded(seconds: str) -> int | None:
    if seconds == "-":
        return None
    exact = Decimal(seconds) * 1_000_000
    unit = Decimal(1).scaleb(max(exact.adjusted() - 2, 0))
    return int((exact / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit)


def text_of(row: Row) -> FlowText:
    return FlowText(
        protocol="tcp",
        source_port=int(row["id.orig_p"]) if int(row["id.orig_p"]) < 1024 else None,
        destination_port=int(row["id.resp_p"]),
        state="completed",
        duration_us=rounded(row["duration"]),
        sent_packets=2,
        sent_bytes=None if row["orig_bytes"] == "-" else int(row["orig_bytes"]),
        received_packets=3,
        received_bytes=20,
    )


@dataclass
class Reference:
    """What the rows come down to."""

    background: int = 0
    conflicts: int = 0
    duplicates: int = 0
    usable: dict[FlowText, tuple[bool, str, str]] = field(default_factory=dict)
    """Label, scenario and family of each distinct flow."""

    @classmethod
    def of(cls, rows: Sequence[Located]) -> "Reference":
        found = cls()
        seen: defaultdict[FlowText, list[tuple[bool, str, str]]] = defaultdict(list)
        for capture, row in rows:
            if row["label"] == "Background":
                found.background += 1
            else:
                bad = row["label"] == "Malicious"
                seen[text_of(row)].append((bad, capture, row["detail"] if bad else "NA"))
        for text, verdicts in seen.items():
            if len({bad for bad, _, _ in verdicts}) > 1:
                found.conflicts += len(verdicts)
            else:
                found.duplicates += len(verdicts) - 1
                found.usable[text] = min(verdicts)
        return found


@FEW
@given(rows=tables, caps=st.sampled_from([LOOSE, Caps(scenario=0.5, family=0.4, twins=2)]),
       limit=st.integers(2, 12), seed=st.integers(0, 5))  # fmt: skip
def test_the_set_is_what_a_reference_allows(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Located],
    caps: Caps,
    limit: int,
    seed: int,
) -> None:
    reference = Reference.of(rows)
    found = attempt(tmp_path_factory.mktemp("set"), rows, flow_params(limit, caps, seed))
    wanted = {True: limit // 2, False: limit - limit // 2}
    if isinstance(found, str):
        have = Counter(bad for bad, _, _ in reference.usable.values())
        assert caps != LOOSE or any(have[label] < wanted[label] for label in wanted), found
        return

    account = found.account
    assert account.read == len(rows)
    assert account.duplicate == reference.duplicates
    assert account.surplus == len(reference.usable) - limit
    reasons = {reason: entry.rows for reason, entry in account.rejected.items()}
    expected = {"conflict": reference.conflicts, "background": reference.background}
    assert reasons == {reason: count for reason, count in expected.items() if count}
    assert (
        account.read == account.kept + account.duplicate + sum(reasons.values()) + account.surplus
    )
    twins = Counter(text.twin() for text in reference.usable)
    assert account.twin_groups == len(twins)
    assert account.largest_twin_group == max(twins.values())
    assert len(found.rejects) == sum(reasons.values())

    texts = [parse_question(row.question) for row in found.rows]
    assert len(set(texts)) == limit
    for text, row in zip(texts, found.rows, strict=True):
        bad, scenario, family = reference.usable[text]
        assert (row.answer == "Malicious", row.meta.scenario, row.meta.attack_family) == (
            bad, scenario, family,
        )  # fmt: skip
    check_caps(found, reference, caps, wanted)
    for twin, count in Counter(text.twin() for text in texts).items():
        assert count <= caps.twins
        splits = {row.meta.split for row, text in zip(found.rows, texts, strict=True)
                  if text.twin() == twin}  # fmt: skip
        assert len(splits) == 1


def check_caps(found: Built, reference: Reference, caps: Caps, wanted: dict[bool, int]) -> None:
    for label, rows in wanted.items():
        mine = [row.meta for row in found.rows if (row.answer == "Malicious") == label]
        assert len(mine) == rows
        usable = [verdict[1:] for verdict in reference.usable.values() if verdict[0] == label]
        names = [(meta.scenario, meta.attack_family) for meta in mine]
        for column, share in enumerate((caps.scenario, caps.family)):
            kinds = len({verdict[column] for verdict in usable})
            most = math.ceil(rows * max(share, 1 / kinds))
            assert max(Counter(name[column] for name in names).values(), default=0) <= most


@FEW
@given(rows=tables, limit=st.integers(2, 10), data=st.data())
def test_no_way_of_working_changes_the_set(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Located], limit: int, data: st.DataObject
) -> None:
    caps = data.draw(st.sampled_from([LOOSE, Caps(scenario=0.6, family=0.6, twins=2)]))
    params = flow_params(limit, caps)
    plain = attempt(tmp_path_factory.mktemp("plain"), rows, params)
    other = attempt(
        tmp_path_factory.mktemp("other"),
        data.draw(st.permutations(rows)),
        params,
        files=data.draw(st.integers(1, 3)),
        way=Way(
            workers=data.draw(st.sampled_from([1, 2, 4])),
            block=data.draw(st.sampled_from([1, 100, 1000])),
            in_memory=data.draw(st.sampled_from([0, 1_000, 1 << 30])),
        ),
    )
    if isinstance(plain, str) or isinstance(other, str):
        assert plain == other
        return
    assert plain.rows == other.rows
    assert plain.account == other.account
    assert sorted((r.reason, r.value) for r in plain.rejects) == sorted(
        (r.reason, r.value) for r in other.rejects
    )


def many(count: int, **values: str) -> list[Row]:
    return [{"orig_bytes": str(number), **values} for number in range(count)]


def test_another_seed_takes_other_rows(tmp_path: Path) -> None:
    rows = [(CAPTURES[0], row) for row in many(60)]
    rows += [(CAPTURES[1], row) for row in many(60, label="Malicious", detail="Okiru", proto="udp")]
    write_logs(tmp_path, rows, files=1)
    sets = {tuple(row.meta.hash for row in built(tmp_path, flow_params(20, seed=seed)).rows)
            for seed in range(3)}  # fmt: skip
    assert len(sets) == 3


def test_rejects_come_in_the_same_order_with_any_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conflicts of files that are read side by side, the first more slowly than the others."""
    rows = [*many(5), *many(4, service="http")]
    bad = {"label": "Malicious", "detail": "Okiru"}
    mine = [*many(5, **bad), *many(4, **bad, proto="udp")]
    write_logs(tmp_path, [(CAPTURES[0], row) for row in [*rows, *mine] * 4], files=8)

    def slowly(block: Block, layout: Layout, file: str) -> Table:
        if "conn.0" in file:
            time.sleep(0.05)
        return parse(block, layout, file)

    monkeypatch.setattr(shares, "parse", slowly)
    found = [built(tmp_path, flow_params(2), way=Way(workers)).rejects for workers in (1, 4)]
    assert found[0] == found[1]
    assert {reject.reason for reject in found[0]} == {"conflict"}


def test_conflicts_are_told_with_their_place(tmp_path: Path) -> None:
    flow = {"id.resp_p": "5555"}
    rows = [{**flow, "id.orig_p": "50000", "label": "Malicious"}, *many(9, label="Malicious")]
    write_logs(tmp_path, [(CAPTURES[0], row) for row in [flow, *rows]], files=1)
    write_logs(tmp_path, [(CAPTURES[2], row) for row in many(9, proto="udp")], files=1)
    conflicts = [(r.file, r.line, r.value) for r in built(tmp_path, flow_params(4)).rejects]
    name = f"{CAPTURES[0]}/conn.0.log.labeled"
    assert conflicts == [(name, 8, "Benign"), (name, 9, "Malicious")]


def test_nothing_is_left_in_the_spill_folder(tmp_path: Path) -> None:
    rows = [(CAPTURES[0], row) for row in [*many(9), *many(9, label="Malicious", proto="udp")]]
    write_logs(tmp_path, rows, files=1)
    built(tmp_path, flow_params(4), way=Way(in_memory=0))
    assert list((tmp_path / "spill").iterdir()) == []
    with pytest.raises(PipelineError):
        built(tmp_path, flow_params(400), way=Way(in_memory=0))
    assert list((tmp_path / "spill").iterdir()) == []

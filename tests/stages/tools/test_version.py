from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.tools import version
from stages.tools.version import module_version, version_of
from tests.stages.tools.conftest import write

LISTING = """\
/x/kube-linter: go1.26.8
	path	golang.stackrox.io/kube-linter/cmd/kube-linter
	mod	{mod}
	dep	cel.dev/expr	v0.25.1	h1:1KrZg61W6TWSxuNZ37Xy49ps13NUovb66QLprthtwi4=
	build	-compiler=gc
"""
MODULE = "golang.stackrox.io/kube-linter"
RELEASED = f"{MODULE}\tv0.8.3\th1:8KmgOGs="
REPLACED = f"{MODULE}\tv0.8.2\n\t=>\tgithub.com/stackrox/kube-linter\tv0.8.3\th1:8KmgOGs=\n\t"
CHECKOUT = f"{MODULE}\tv0.8.3\n\t=>\t./mine\t(devel)\t"
DIRTY = f"{MODULE}\tv0.8.3+dirty\t"


def says(folder: Path, text: str, code: int = 0) -> Path:
    return write(folder / "program", f"#!/bin/sh\nprintf '{text}'\nexit {code}\n")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("kube-linter", "v0.8.3\\n", "0.8.3"),
        ("kube-linter", "0.8.3\\n", "0.8.3"),
        ("opa", "Version: 1.22.2\\nBuild Commit: \\nGo Version: go1.26.8\\n", "1.22.2"),
        ("opa", "Version: 1.22.2-dev\\nGo Version: go1.26.8\\n", None),
        ("semgrep", "1.182.0\\n", "1.182.0"),
        ("semgrep", "", None),
    ],
)
def test_what_the_programs_print(make_task, tmp_path, name, text, found):
    assert version_of(says(tmp_path, text), make_task(name)) == found


def test_a_program_that_fails_has_no_version(make_task, tmp_path):
    assert version_of(says(tmp_path, "1.22.2\\n", code=3), make_task()) is None


def test_a_program_that_does_not_start_has_no_version(make_task, tmp_path):
    assert version_of(tmp_path / "nowhere", make_task()) is None


def test_a_program_that_hangs_has_no_version(make_task, tmp_path, monkeypatch):
    monkeypatch.setattr(version, "SECONDS", 0.1)
    program = write(tmp_path / "program", "#!/bin/sh\necho Version: 1.22.2\nexec /bin/sleep 60\n")
    assert version_of(program, make_task()) is None


def test_semgrep_is_kept_from_its_server(make_task, tmp_path):
    program = write(
        tmp_path / "program",
        '#!/bin/sh\n[ "$*" = "--version --disable-version-check" ] && '
        '[ "$SEMGREP_ENABLE_VERSION_CHECK$SEMGREP_SEND_METRICS" = 0off ] && echo 1.182.0\n',
    )
    assert version_of(program, make_task("semgrep")) == "1.182.0"


def kube_linter(make_task, module=MODULE):
    go = {"package": f"{MODULE}/cmd/kube-linter", "module": module, "needs": "1.25"}
    return make_task("kube-linter", version="0.8.3", go=go)


def test_go_knows_the_version_of_what_was_built_by_hand(make_task, fake_go, tmp_path):
    fake_go.with_name("go.listing").write_text(LISTING.format(mod=RELEASED))
    program = says(tmp_path, "development\\n")
    assert version_of(program, kube_linter(make_task)) == "0.8.3"
    assert fake_go.with_name("go.log").read_text() == f"version -m {program}\n"


def test_without_go_it_stays_unknown(make_task, tmp_path):
    assert version_of(says(tmp_path, "development\\n"), kube_linter(make_task)) is None


@pytest.mark.parametrize(
    ("mod", "found"),
    [
        (RELEASED, "0.8.3"),
        (REPLACED, "0.8.3"),
        (CHECKOUT, None),
        (DIRTY, None),
        (f"{MODULE}\t(devel)\t", None),
        (f"tools\t(devel)\t\n\tdep\t{RELEASED}", "0.8.3"),
        ("example.org/other\tv0.8.3\th1:8KmgOGs=", None),
    ],
)
def test_module_version(mod, found):
    assert module_version(LISTING.format(mod=mod), MODULE) == found


LINES = st.lists(st.sampled_from(["mod", "dep", "=>", "v0.8.3", "x.io/y", MODULE, ""]), max_size=5)


@given(st.lists(LINES), st.lists(LINES))
def test_any_listing_is_read(before, after):
    """Whatever stands around it, and however short the lines are."""
    others = [[word for word in line if word != MODULE] for line in before]
    rows = [*others, ["", "dep", MODULE, "v1.2.3"], [], *after]
    assert module_version("\n".join("\t".join(row) for row in rows), MODULE) == "1.2.3"


@given(st.text())
def test_what_is_no_listing_has_no_version(text):
    assert module_version(text, MODULE) is None

"""The command line of the stage fetch."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.servers.hub import COMMIT, REPOSITORY, HubServer
from tests.servers.loopback import running

TOP = Path(__file__).parents[2]
NAMES = "cic-ids-2017, iot23, kubernetes-samples, terraform-samples, unsw-nb15"


@pytest.fixture
def source(tmp_path: Path) -> dict[str, object]:
    """The parameters of the source iot23, to be changed and written by `run`."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "conn.log").write_text("flows")
    return {"kind": "local", "location": "mine", "watch": "mine", "revision": None}


@pytest.fixture
def run(tmp_path: Path, source):
    """Runs the script in an empty folder, with the parameters of the repository but for iot23."""

    def run(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
        params = YAML(typ="safe").load((TOP / "params.yaml").read_text())
        params["fetch"]["sources"]["iot23"] |= source
        params["runtime"]["retries"] = 0
        with (tmp_path / "params.yaml").open("w") as file:
            YAML().dump(params, file)
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "stages.fetch", *args],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(TOP)} | env,
            capture_output=True,
            text=True,
        )

    return run


def test_fetch_says_what_it_brought(run, tmp_path):
    done = run("iot23")
    assert (done.returncode, done.stdout) == (0, "iot23: 1 file, 5 bytes\n")
    assert (tmp_path / "data/raw/iot23/conn.log").read_text() == "flows"
    assert (tmp_path / "data/sources/e1/iot23.json").exists()


def test_a_family_stands_for_its_sources(run, tmp_path):
    assert run("kubernetes-samples").returncode == 1  # the folder has no samples
    for name in ("kubernetes", "terraform"):
        (tmp_path / "data/samples" / name).mkdir(parents=True)
        (tmp_path / "data/samples" / name / "a.yaml").write_text("a: 1")
    done = run("--family", "e2")
    assert (done.returncode, done.stdout) == (
        0,
        "kubernetes-samples: 1 file, 4 bytes\nterraform-samples: 1 file, 4 bytes\n",
    )
    assert (tmp_path / "data/sources/e2/terraform-samples.json").exists()


@pytest.mark.parametrize("args", [[], ["iot23", "--family", "e1"]])
def test_either_names_or_a_family(run, args):
    done = run(*args)
    assert (done.returncode, done.stderr) == (
        1,
        "error: name sources, or a family; see --help\n",
    )


def test_ensure_is_silent_and_loads_no_network_client(run, tmp_path):
    run("iot23")
    done = run("--ensure", "iot23", PYTHONPROFILEIMPORTTIME="1")
    assert (done.returncode, done.stdout) == (0, "")
    lines = done.stderr.splitlines()
    assert all(line.startswith("import time:") for line in lines)
    loaded = {line.rsplit("|")[-1].strip() for line in lines}
    assert "stages.sources.fetching" in loaded
    assert not loaded & {"httpx", "httpx2", "huggingface_hub"}


def test_ensure_of_several_stops_at_the_first_that_fails(run):
    run("iot23")
    done = run("--ensure", "iot23", "unsw-nb15", "cic-ids-2017")
    assert done.returncode == 1
    assert done.stderr == (
        "error: data/sources/e1/unsw-nb15.json: no such file; "
        "run `dvc pull data/sources/e1/unsw-nb15.json`, or `dvc repro --force fetch@unsw-nb15`\n"
    )


@pytest.mark.parametrize(
    ("name", "fix"),
    [("iot32", "did you mean 'iot23'?"), ("x", f"there are: {NAMES}")],
)
def test_an_unknown_source_is_one_line(run, name, fix):
    done = run(name)
    assert done.returncode == 1
    assert done.stderr == f"error: fetch.sources: no source {name!r}; {fix}\n"


def test_an_error_is_one_line_without_a_traceback(run, source, tmp_path):
    source |= {"kind": "http", "location": "http://127.0.0.1:1/x.csv"}
    done = run("iot23")
    assert done.returncode == 1
    assert done.stderr == (
        "error: http://127.0.0.1:1/x.csv: no network connection to 127.0.0.1 ([Errno 111] "
        "Connection refused); check the connection or point fetch.sources.iot23 at a local copy "
        "(kind: local)\n"
    )
    assert list((tmp_path / "data/raw").iterdir()) == []


def test_hub_endpoint_of_the_environment(run, source, tmp_path):
    with running(HubServer()) as hub:
        hub.files = {"flows.csv": b"1,2"}
        source |= {"kind": "hf", "location": REPOSITORY, "revision": COMMIT}
        done = run("iot23", HF_ENDPOINT=hub.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "data/raw/iot23/flows.csv").read_bytes() == b"1,2"

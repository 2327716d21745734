"""The best patch of a file: all changes together, else those that go together, else one."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from stages.configs.corpus import Config
from stages.configs.parsed import Path, Remove, Set
from stages.configs.patching.automatic import Trial, best_patches
from stages.configs.patching.issue import Issue, find_issues
from stages.configs.patching.patch import Patch, Prover
from tests.stages.configs.building import WordScanner, config_of, finding, pod

NETWORK, PID, IPC = "hostNetwork", "hostPID", "hostIPC"
SPEC = ("documents", 0, "spec")


def bad(name: str, *settings: str) -> Config:
    """A pod with settings that are true and should not be."""
    return config_of(pod(name, *(f"{setting}: true" for setting in settings)), f"{name}.yaml")


class Trials:
    """Trials of files, proven with a scanner that dislikes some words together."""

    def __init__(self, *configs: Config, clashes: Iterable[Iterable[str]] = ()) -> None:
        self.scanner = WordScanner(
            [[f"{setting}: false" for setting in clash] for clash in clashes]
        )
        self.findings = WordScanner()({config.key: config.parsed for config in configs})
        self.trials = {
            config.key: Trial(config, find_issues(config.parsed, self.findings[config.key]))
            for config in configs
        }

    def best(self) -> dict[str, str]:
        """What becomes of each file: the lines that its patch adds, or a reason."""
        results = best_patches(self.trials, self.prover)
        assert list(results) == list(self.trials)
        return {self.trials[key].config.path: told(result) for key, result in results.items()}

    @property
    def prover(self) -> Prover:
        return Prover(self.findings, self.scanner)

    @property
    def rounds(self) -> list[int]:
        """How many files each scan had."""
        return [len(texts) for texts in self.scanner.calls]


def told(result: Patch | str) -> str:
    if isinstance(result, str):
        return result
    added = [line[3:] for line in result.text.splitlines()[2:] if line.startswith("+")]
    assert {issue.fix for issue in result.issues} == {FIX[line.split(":")[0]] for line in added}
    return ", ".join(added)


FIX = {NETWORK: "host-network", PID: "host-pid", IPC: "host-ipc"}


def test_all_together() -> None:
    trials = Trials(bad("a", NETWORK, PID, IPC), bad("b", PID))
    assert trials.best() == {
        "a.yaml": "hostNetwork: false, hostPID: false, hostIPC: false",
        "b.yaml": "hostPID: false",
    }
    assert trials.rounds == [2]


def test_those_that_pass_alone_are_joined() -> None:
    trials = Trials(bad("a", NETWORK, PID, IPC), bad("b", NETWORK, PID), clashes=[[PID]])
    assert trials.best() == {
        "a.yaml": "hostNetwork: false, hostIPC: false",
        "b.yaml": "hostNetwork: false",
    }
    assert trials.rounds == [2, 5, 1]


def test_the_first_is_kept_where_they_do_not_go_together() -> None:
    trials = Trials(bad("a", IPC, NETWORK, PID), clashes=[[NETWORK, PID]])
    assert trials.best() == {"a.yaml": "hostIPC: false"}
    assert trials.rounds == [1, 3, 1]


def test_none_passes() -> None:
    trials = Trials(bad("a", NETWORK, PID), clashes=[[NETWORK], [PID]])
    assert trials.best() == {"a.yaml": "new findings"}
    assert trials.rounds == [1, 2]


def test_a_change_that_fails_alone_is_not_tried_again() -> None:
    trials = Trials(bad("a", PID), bad("b", NETWORK), clashes=[[PID]])
    assert trials.best() == {"a.yaml": "new findings", "b.yaml": "hostNetwork: false"}
    assert trials.rounds == [2]


def test_a_change_must_mend_its_own_targets() -> None:
    config = config_of(pod("a", "hostPID: true", "subdomain: public"), "a.yaml")
    trials = Trials(config)
    idle = Issue("rename", (Set((*SPEC, "hostname"), "web"),), (finding("public-subdomain"),))
    trials.trials[config.key] = Trial(config, (idle, *trials.trials[config.key].issues))
    assert trials.best() == {"a.yaml": "hostPID: false"}
    assert trials.rounds == [1, 2]


def test_nothing_to_try_scans_nothing() -> None:
    trials = Trials()
    assert trials.best() == {}
    assert trials.rounds == []


def test_only_files_that_failed_are_scanned_again() -> None:
    trials = Trials(bad("a", NETWORK, PID), bad("b", IPC, PID), clashes=[[NETWORK]])
    assert trials.best() == {"a.yaml": "hostPID: false", "b.yaml": "hostIPC: false, hostPID: false"}
    assert trials.rounds == [2, 2]
    assert all("name: a\n" in text for text in trials.scanner.calls[1])


def test_a_file_that_can_not_be_scanned_any_more() -> None:
    trials = Trials(bad("a", PID))
    (key,) = trials.trials
    hang = Issue("host-pid", (Set((*SPEC, "hostname"), "HANG"),), ())
    trials.trials[key] = replace(trials.trials[key], issues=(hang,))
    assert best_patches(trials.trials, trials.prover) == {
        key: "semgrep can't scan the patched file"
    }


def reason(place: Path, path: str = "a.yaml") -> str | Patch:
    """Why a part can't be removed from a file, which is not even scanned."""
    config, target, scanner = (
        config_of(pod("a", "hostPID: true"), path),
        finding("x"),
        WordScanner(),
    )
    trial = Trial(config, (Issue("host-pid", (Remove(place),), (target,)),))
    results = best_patches({"a": trial}, Prover({config.key: (target,)}, scanner))
    assert scanner.calls == []
    return results["a"]


def test_a_change_that_can_not_be_made() -> None:
    assert reason((*SPEC, "hostIPC")) == "can't be changed here"


def test_a_change_that_leaves_no_manifest() -> None:
    assert reason(("documents", 0, "kind")) == "can't be changed here"


def test_a_path_that_a_patch_can_not_name() -> None:
    assert reason((*SPEC, "hostPID"), path='a"b.yaml') == "can't be changed here"


def test_a_change_that_can_not_be_made_spoils_no_other() -> None:
    config = bad("a", NETWORK, PID)
    trials = Trials(config)
    broken = Issue("host-ipc", (Remove((*SPEC, "hostIPC")),), ())
    trials.trials[config.key] = Trial(config, (*trials.trials[config.key].issues, broken))
    assert trials.best() == {"a.yaml": "hostNetwork: false, hostPID: false"}
    assert trials.rounds == [2, 1]


FILES = [bad("a", NETWORK, PID, IPC), bad("b", PID), bad("c", PID, IPC)]


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0)])
def test_the_order_of_files_does_not_matter(order: tuple[int, ...]) -> None:
    clashes = [[NETWORK, IPC], [PID]]
    trials = Trials(*FILES, clashes=clashes)
    again = Trials(*(FILES[number] for number in order), clashes=clashes)
    assert again.best() == trials.best()
    assert again.scanner.calls == trials.scanner.calls
    assert sorted(trials.best().values()) == [
        "hostIPC: false", "hostNetwork: false", "new findings",
    ]  # fmt: skip

"""Each class and each split has its rows."""

from collections import Counter

from stages.checks.e1.columns import ANSWERS
from stages.checks.e1.read import LoadedSet
from stages.checks.problems import Problems


def check_balance(loaded: LoadedSet, problems: Problems) -> None:
    """Half of the rows is malicious, give or take one; no split of the set is empty."""
    answers, splits = loaded.count_each("answer"), loaded.count_each("split")
    malicious, benign = (answers.get(answer, 0) for answer in ANSWERS)
    if loaded.whole and abs(malicious - benign) > 1:
        problems.add(f"out of balance: {malicious} Malicious, {benign} Benign", loaded.path)
    for split in loaded.spec.splits:
        if split not in splits:
            problems.add(f"no valid row in split {split}", loaded.path)


def shared_scenarios(loaded: LoadedSet) -> list[str]:
    """Scenarios with rows in more than one split, sorted."""
    places = Counter(scenario for scenario, _ in {(k.scenario, k.split) for k in loaded.kinds})
    return sorted(scenario for scenario, splits in places.items() if splits > 1)

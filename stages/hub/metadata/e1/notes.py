"""What a user of E1 should know before trusting a number that was measured on it."""

from collections.abc import Iterator, Mapping

from schemas.e1_sampling import SetAccount
from schemas.meta import MetaRow
from stages.hub.metadata.inputs import Inputs

PRIVACY = {
    "rows": "Held out: they go to a private repository only, and this metadata is what is public.",
    "reason": "A row that is public ends up in training data, and its answer then proves nothing.",
    "seed": "Not told: with it anyone could draw the held-out rows from the public sources again.",
    "access": "Ask the maintainers for access to the private repository.",
}

LEFT_OUT = {
    "addresses": "They identify the testbed: nearly all attacks of CIC-IDS-2017 come from one.",
    "ttl": "In UNSW-NB15 the time to live gives the label away.",
    "ephemeral_ports": "Source ports from 1024 up are chosen at random.",
    "time": "When a flow began tells the day of the attack; its duration is kept.",
    "missing_values": "What a source does not have is left out, not written as zero or unknown.",
}

LIMITS = {
    "bytes": "Payload in Zeek and CICFlowMeter sources; in UNSW-NB15 they include the headers.",
    "fields": "Sources differ in the fields they have, see the note source-giveaway.",
    "labels": "They are the publishers' labels, whose known errors remain where no rule is sure.",
    "attempted": (
        "CIC-IDS-2017 attack flows without forward payload may be attempts that failed. Where they"
        " are left out, the ood row counts them as 'attempted'; where they are kept apart, their"
        " families end in ' - Attempted'."
    ),
}

TWINS = (
    "Near-twins are flows with the same question but for the duration, the one time that a"
    " question holds. No two splits of the primary set share a group of them."
)

DIFFICULTY = (
    "Accuracy on unseen rows of three trivial classifiers: the most frequent answer, the best"
    " decision on one field, a decision tree of depth 4. Primary set: learned on train, scored on"
    " test. Others: five folds, near-twins in one fold. transfer: the tree learned on the"
    " primary's train split and scored out of distribution."
)

GIVEAWAY = (
    "How often a decision tree of depth 4 tells the source of a row, from the rendered fields and"
    " from their presence alone; largest_source is what guessing reaches. presence: share of rows"
    " in which a field is rendered."
)

SYNTHETIC = (
    "These sets come from committed synthetic samples and exist to test the pipeline. Never train"
    " or evaluate on them: they hold no real traffic."
)


def notes(inputs: Inputs, accounts: Mapping[str, SetAccount]) -> Iterator[MetaRow]:
    """The rows of the section notes."""
    yield inputs.row("notes", "privacy-rationale", "Why the rows are not public.", PRIVACY)
    yield inputs.row("notes", "left-out", "What no question tells of a flow, and why.", LEFT_OUT)
    yield inputs.row("notes", "known-limits", "What to keep in mind when sets differ.", LIMITS)
    yield inputs.row("notes", "near-twins", TWINS, _twins(inputs, accounts))
    figures = inputs.report.figures
    difficulty = {key: figures[key] for key in ("difficulty", "transfer")}
    yield inputs.row("notes", "difficulty", DIFFICULTY, difficulty)
    giveaway = {key: figures[key] for key in ("giveaway", "presence")}
    yield inputs.row("notes", "source-giveaway", GIVEAWAY, giveaway)
    if made_up := [name for name, account in accounts.items() if account.synthetic]:
        yield inputs.row("notes", "synthetic", SYNTHETIC, {"sets": made_up})


def _twins(inputs: Inputs, accounts: Mapping[str, SetAccount]) -> dict[str, object]:
    return {
        "usable_rows": {
            name: {"groups": account.twin_groups, "largest_group": account.largest_twin_group}
            for name, account in accounts.items()
        },
        "test_rows_with_a_twin_in_train": inputs.report.figures["test_twins_in_train"],
    }

"""Closed label tables: a label is looked up, never guessed. What is not here is rejected.

A labeller maps the label columns of a row to a Verdict, or to the reason why it has none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from schemas.e1 import NO_FAMILY

UNSPECIFIED = "Unspecified"
"""The family of malicious rows whose source gives no detail."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the labels of a row say."""

    malicious: bool
    family: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row has no verdict."""

    reason: str
    """One of stages.flows.rejects.FAULTS or BY_DESIGN."""

    value: str = ""


Labeller = Callable[[tuple[str, ...]], Verdict | Refusal]

BENIGN = Verdict(malicious=False, family=NO_FAMILY)

_BLANK = frozenset({"", "-", "(empty)", "nan", "none"})

# IoT-23's detailed labels are joins of these parts:
# https://www.stratosphereips.org/datasets-iot23, section "Labels".
_IOT23_PARTS = (
    "PartOfAHorizontalPortScan",
    "FileDownload",
    "HeartBeat",
    "Attack",
    "Okiru",
    "Mirai",
    "Torii",
    "DDoS",
    "C&C",
)
_IOT23_JOIN = re.compile(
    "(?:{0})(?:-(?:{0}))*".format("|".join(map(re.escape, _IOT23_PARTS))), re.IGNORECASE
)
_IOT23_SPELLING = {part.lower(): part for part in _IOT23_PARTS}

# Malicious details of the same lab's later labelled logs (stratosphereips/
# security-datasets-for-testing and StratosphereLinuxIPS), whose labels read
# From_<who>-To_<whom>-<what>.
_STRATOSPHERE = {"cc": "C&C", "external-attack-to-device": "External-Attack-to-Device"}
_FROM_TO = re.compile(r"From_(?:malicious|benign)-To_(?:malicious|benign)-(\w[\w.-]*)")


def zeek(labels: tuple[str, ...]) -> Verdict | Refusal:
    """Label and detailed label of Zeek's labelled connection logs."""
    label, detail = (text.strip() for text in labels)
    known = label.lower()
    if known == "benign":
        return BENIGN
    if known in ("background", "unknown"):  # neither class, by the lab's own definition
        return Refusal("background", label)
    if known in _BLANK:
        return Refusal("blank label")
    if known != "malicious":
        return Refusal("unknown label", label)
    if detail.lower() in _BLANK:
        return Verdict(malicious=True, family=UNSPECIFIED)
    family = _zeek_family(detail)
    return Verdict(True, family) if family else Refusal("unknown attack family", detail)


def hub(labels: tuple[str, ...]) -> Verdict | Refusal:
    """The label of the Hub's tables: a Zeek label, a bare detailed label, or 0 and 1."""
    text = labels[0].strip()
    if text in ("0", "0.0"):
        return BENIGN
    if text in ("1", "1.0"):
        return Verdict(malicious=True, family=UNSPECIFIED)
    if family := _zeek_family(text):
        return Verdict(malicious=True, family=family)
    parts = re.split(r"\s{2,}", text)
    return zeek((parts[0], parts[1] if len(parts) > 1 else ""))


def _zeek_family(detail: str) -> str | None:
    if _IOT23_JOIN.fullmatch(detail):
        return re.sub(
            "|".join(map(re.escape, _IOT23_PARTS)),
            lambda part: _IOT23_SPELLING[part[0].lower()],
            detail,
            flags=re.IGNORECASE,
        )
    if match := _FROM_TO.fullmatch(detail):
        return match[1]
    return _STRATOSPHERE.get(detail.lower())


ATTEMPTED = " - Attempted"
"""Ends the family of attack flows that did not do what their label says."""

# The labels of CIC-IDS-2017, https://www.unb.ca/cic/datasets/ids-2017.html.
_CIC = (
    "FTP-Patator",
    "SSH-Patator",
    "DoS slowloris",
    "DoS Slowhttptest",
    "DoS Hulk",
    "DoS GoldenEye",
    "Heartbleed",
    "Web Attack - Brute Force",
    "Web Attack - XSS",
    "Web Attack - Sql Injection",
    "Infiltration",
    "Bot",
    "DDoS",
    "PortScan",
)
# Names that the corrected set has of its own (Liu et al., CNS 2022), as bvk/CICIDS-2017 on the Hub.
_CIC_FAMILY = {family.lower(): family for family in _CIC} | {
    "botnet": "Bot",
    "infiltration - portscan": "Infiltration - PortScan",
}
# The dash in "Web Attack - XSS" is byte 0x96 of Windows-1252 in the original; copies hold U+0096,
# en dash, U+FFFD (two of them where bytes were decoded twice) or a hyphen, or lost it.
_CIC_DASH = re.compile(r"^(web attack)[\s\x96\u2013\u2014\ufffd-]+", re.IGNORECASE)


def cic(labels: tuple[str, ...]) -> Verdict | Refusal:
    """The label of a CICFlowMeter table."""
    text = " ".join(_CIC_DASH.sub(r"\1 - ", labels[0].strip()).split())
    if text.lower() in _BLANK:
        return Refusal("blank label")
    if text.lower() == "benign":
        return BENIGN
    if text.lower() == "label":
        return Refusal("repeated header")
    name = text.removesuffix(ATTEMPTED)
    family = _CIC_FAMILY.get(name.lower())
    if family is None:
        return Refusal("unknown label", labels[0])
    return Verdict(malicious=True, family=family if name == text else family + ATTEMPTED)


# Moustafa and Slay (2015), table of attack categories. Raw files say Backdoors.
_UNSW = (
    "Analysis",
    "Backdoor",
    "DoS",
    "Exploits",
    "Fuzzers",
    "Generic",
    "Reconnaissance",
    "Shellcode",
    "Worms",
)
_UNSW_FAMILY = {family.lower(): family for family in _UNSW} | {"backdoors": "Backdoor"}


def unsw(labels: tuple[str, ...]) -> Verdict | Refusal:
    """attack_cat and label of UNSW-NB15, which must agree; blank means Normal only with label 0."""
    category, label = (text.strip() for text in labels)
    if label in ("", "-"):
        return Refusal("blank label")
    if label not in ("0", "1"):
        return Refusal("unknown label", label)
    family = _UNSW_FAMILY.get(category.lower())
    if label == "0" and category.lower() in ("", "-", "normal"):
        return BENIGN
    if label == "1" and family:
        return Verdict(malicious=True, family=family)
    if family or category.lower() in ("", "-", "normal"):
        return Refusal("label and category disagree", f"{category or 'blank'}, {label}")
    return Refusal("unknown attack family", category)

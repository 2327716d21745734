import pytest

from stages.flows import labels
from stages.flows.labels import Refusal, Verdict

BENIGN = Verdict(malicious=False, family="NA")
NORMALS = ["Normal", "normal", "NORMAL", " Normal "]


@pytest.mark.parametrize("text", NORMALS)
def test_normal_is_never_malicious(text: str) -> None:
    verdicts = [
        labels.zeek((text, "-")), labels.zeek((text, "Okiru")), labels.hub((text,)),
        labels.cic((text,)), labels.unsw((text, "1")), labels.unsw((text, "0")),
    ]  # fmt: skip
    assert not any(isinstance(found, Verdict) and found.malicious for found in verdicts)
    assert verdicts[-1] == BENIGN


@pytest.mark.parametrize(
    "detail",
    ["PartOfAHorizontalPortScan", "Okiru", "Okiru-Attack", "DDoS", "Attack", "FileDownload", "C&C",
     "C&C-HeartBeat", "C&C-FileDownload", "C&C-HeartBeat-FileDownload", "C&C-Mirai", "C&C-Torii",
     "C&C-PartOfAHorizontalPortScan", "C&C-HeartBeat-Attack"],
)  # fmt: skip
def test_details_of_iot23(detail: str) -> None:
    known = Verdict(malicious=True, family=detail)
    assert labels.zeek(("Malicious", detail)) == known
    assert labels.zeek(("malicious", f" {detail.lower()} ")) == known
    assert labels.hub((detail,)) == known


@pytest.mark.parametrize(
    "detail", ["Okiru2", "C&C-", "-Attack", "C&C Attack", "NotOkiru", "DDoS-?", "PartOfA"]
)
def test_other_details_are_refused(detail: str) -> None:
    assert labels.zeek(("Malicious", detail)) == Refusal("unknown attack family", detail)


@pytest.mark.parametrize("detail", ["-", "", "(empty)"])
def test_malicious_without_detail(detail: str) -> None:
    assert labels.zeek(("Malicious", detail)) == Verdict(malicious=True, family="Unspecified")


def test_details_of_the_later_logs() -> None:
    detail = "From_malicious-To_malicious-Malware_data_exfiltration-RemcosRAT"
    family = "Malware_data_exfiltration-RemcosRAT"
    assert labels.zeek(("Malicious", detail)) == Verdict(malicious=True, family=family)
    assert labels.zeek(("Malicious", "CC")) == Verdict(malicious=True, family="C&C")
    assert labels.zeek(("Benign", "From_benign-To_benign")) == BENIGN


@pytest.mark.parametrize("text", ["Background", "background", "Unknown"])
def test_background_is_neither(text: str) -> None:
    assert labels.zeek((text, "-")) == Refusal("background", text)


@pytest.mark.parametrize("text", ["", " ", "-", "(empty)", "nan"])
def test_blank(text: str) -> None:
    for refusal in (labels.zeek((text, "Okiru")), labels.hub((text,)), labels.cic((text,))):
        assert isinstance(refusal, Refusal) and refusal.reason == "blank label"


@pytest.mark.parametrize("text", ["mal", "Suspicious", "2", "true", "Maliciou", "beni\xffgn"])
def test_unknown(text: str) -> None:
    for refusal in (labels.zeek((text, "-")), labels.hub((text,)), labels.cic((text,))):
        assert refusal == Refusal("unknown label", text)


@pytest.mark.parametrize(
    ("text", "family"),
    [("DoS slowloris", "DoS slowloris"), ("dos hulk", "DoS Hulk"), ("Bot", "Bot"),
     ("Heartbleed", "Heartbleed"), ("Web Attack  Sql Injection", "Web Attack - Sql Injection"),
     ("Botnet - Attempted", "Bot - Attempted"),
     ("Infiltration - Portscan", "Infiltration - PortScan")],
)  # fmt: skip
def test_labels_of_cic(text: str, family: str) -> None:
    assert labels.cic((text,)) == Verdict(malicious=True, family=family)


def test_words_inside_a_label_do_not_count() -> None:
    for text in ("No DDoS", "BENIGN?", "Web Attack - Nothing", "DoS"):
        assert labels.cic((text,)) == Refusal("unknown label", text)

"""kubectl's tables of events become events without a time of their own."""

from analyzers.kubectl import analyzer

TABLE = """LAST SEEN   TYPE      REASON             OBJECT            MESSAGE
2m          Warning   FailedMount        pod/web-1         MountVolume.SetUp failed for volume "certs" : secret "tls" not found
5m30s       Normal    Scheduled          pod/web-1         Successfully assigned x/web-1 to node1
"""
DESCRIBED = """Name:         web-1
Namespace:    x
Events:
  Type     Reason     Age                  From               Message
  ----     ------     ----                 ----               -------
  Normal   Pulled     5m                   kubelet            Container image already present
  Warning  BackOff    2m (x12 over 5m)     kubelet            Back-off restarting failed container
"""


def test_both_outputs_are_recognised(sure):
    assert sure(analyzer, TABLE) >= 90
    assert sure(analyzer, DESCRIBED) >= 85
    assert sure(analyzer, "Name: x\nAge: 3\n") == 0


def test_a_warning_says_what_and_why(records):
    warned, normal = records(analyzer, TABLE)
    assert (warned.get("event.level"), warned.get("event.code"), warned.get("event.logger"), warned.at) == ("warn", "FailedMount", "pod/web-1", None)
    assert normal.get("event.level") == "info"


def test_described_events_are_counted(records):
    _, again = records(analyzer, DESCRIBED)
    assert (again.get("event.code"), again.get("event.count"), again.get("event.message")) == ("BackOff", 12, "BackOff: Back-off restarting failed container")


def test_it_stays_total(assert_total):
    assert_total(analyzer, TABLE)
    assert_total(analyzer, DESCRIBED)

"""Windows events in XML become events; IIS's own are exchanges."""

from analyzers.windows_event import analyzer
from triagekit.model import Defect
from triagekit.records import Kind

NS = 'xmlns="http://schemas.microsoft.com/win/2004/08/events/event"'
SCHANNEL = f"""<Event {NS}><System><Provider Name="Schannel"/><EventID>36874</EventID><Level>2</Level><TimeCreated SystemTime="2026-11-23T08:28:35.1234567Z"/><Correlation ActivityID="{{0b0d1c5e-1111-2222-3333-444455556666}}"/><Computer>web1</Computer></System>
<EventData><Data Name="Protocol">TLS 1.0</Data></EventData><RenderingInfo><Message>An TLS 1.0 connection request was received from a remote client application, but none of the cipher suites are supported by the server.</Message></RenderingInfo></Event>
"""
IIS = f"""<Event {NS}><System><Provider Name="Microsoft-Windows-IIS-Logging"/><EventID>6200</EventID><Level>4</Level><TimeCreated SystemTime="2026-11-23T08:28:36Z"/></System><EventData><Data Name="date">2026-11-23</Data><Data Name="time">08:28:36</Data><Data Name="c-ip">192.0.2.7</Data><Data Name="cs-method">GET</Data><Data Name="cs-uri-stem">/api</Data><Data Name="sc-status">401</Data><Data Name="sc-substatus">2</Data></EventData></Event>
"""
LOG = "<Events>" + SCHANNEL + IIS + "</Events>\n"


def test_it_is_recognised(sure):
    assert sure(analyzer, LOG) >= 95
    assert sure(analyzer, "<Event>x</Event>") == 0


def test_an_event_has_provider_level_message_and_activity(records):
    (event,) = records(analyzer, LOG, Kind.EVENT)
    assert (event.get("event.logger"), event.get("event.level"), event.get("event.code"), event.get("event.host")) == ("Schannel", "error", "36874", "web1")
    assert event.get("event.message").startswith("An TLS 1.0 connection request")
    assert event.get("correlation.ids") == ("activityid=0b0d1c5e-1111-2222-3333-444455556666",)


def test_iis_events_are_answered_requests(records):
    (exchange,) = records(analyzer, LOG, Kind.EXCHANGE)
    assert (exchange.get("response.status"), exchange.get("log.substatus"), exchange.get("log.client"), exchange.at.isoformat()) == (401, 2, "192.0.2.7", "2026-11-23T08:28:36+00:00")


def test_a_broken_event_is_said_and_the_next_is_read(items):
    found = items(analyzer, SCHANNEL.replace("</Data>", "</Dat>") + IIS)
    assert [i.code for i in found if isinstance(i, Defect)] == ["TK-IO-012"]
    assert sum(getattr(i, "refused", 0) for i in found) == 1


def test_it_stays_total(assert_total):
    assert_total(analyzer, LOG)


def test_an_event_that_never_ends_costs_no_more_than_its_lines(items):
    import time

    text = f"<Event {NS}><System>\n" + "<Data>x</Data>\n" * 200_000
    begun = time.process_time()
    found = items(analyzer, text)
    assert time.process_time() - begun < 5.0
    assert any(isinstance(i, Defect) for i in found)

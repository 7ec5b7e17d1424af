"""Logs of Java programs: log4j, logback, Spring Boot, java.util.logging, Tomcat, Kafka, Elasticsearch, WildFly and Keycloak, Dropwizard."""

import re

from triagekit.reading.anyline import pairs
from triagekit.reading.eventlog import AnyOf, EventLog, Form
from triagekit.reading.events import Draft, level
from triagekit.roles import Analyzer

_T = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d)?"
_L = r"(?P<level>TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CONFIG|FINE|FINER|FINEST)"
_NAME = r"(?P<logger>(?:[\w$-]{1,80}\.){1,12}[\w$-]{1,120}|[A-Z][\w$]{2,120})"
_CLASS = r"(?P<logger>(?:[a-z_$][\w$-]{0,80}\.){0,12}[A-Z][\w$]{1,120})"
_THREAD = r"\[(?P<thread>[^\]]{0,160})\]"
_FORMS = (
    re.compile(rf"{_T} {{1,3}}{_L} {{1,6}}\d{{1,10}} --- (?:\[[^\]]{{0,120}}\] ?){{0,3}}\[ {{0,40}}(?P<thread>[^\]]{{0,120}})\] {_NAME} {{0,60}}: ?(?P<message>.*)"),  # Spring Boot
    re.compile(rf"(?:{_T}|\d\d:\d\d:\d\d[.,]\d{{1,6}}) {{1,3}}(?:{_THREAD} {{1,3}}{_L} {{1,8}}|{_L.replace('level', 'level2')} {{1,8}}{_THREAD.replace('thread', 'thread2')} {{1,3}}){_NAME}(?::\d{{1,6}})? {{0,60}}(?:\[[^\]]{{0,200}}\] )?(?:-|:|>) ?(?P<message>.*)"),  # log4j, logback with the thread
    re.compile(rf"(?:{_T}|\d\d:\d\d:\d\d[.,]\d{{1,6}}) {{1,3}}{_L} {{1,8}}{_CLASS}(?::\d{{1,6}})? {{0,60}}(?:-|:|>) ?(?P<message>.*)"),  # log4j, logback without it
    re.compile(rf"{_T} {{1,3}}{_L} {{1,8}}\[{_NAME}\] (?:\((?P<thread>[^)]{{0,160}})\) |- )?(?P<message>.*)"),  # WildFly, Keycloak, Quarkus, CAS
    re.compile(rf"\[{_T}\]\[{_L} {{0,4}}\]\[{_NAME} {{0,40}}\] ?(?P<message>.*)"),  # Elasticsearch
    re.compile(rf"\[{_T}\] {_L} (?P<message>.*?)(?: \((?P<logger>(?:[\w$-]{{1,80}}\.){{1,12}}[\w$-]{{1,120}})\))?$"),  # Kafka
    re.compile(rf"{_L} {{1,4}}\[{_T}\] {_NAME}: (?P<message>.*)"),  # Dropwizard
    re.compile(rf"\d{{1,2}}-[A-Z][a-z]{{2}}-\d{{4}} \d\d:\d\d:\d\d\.\d{{1,6}} {_L} {_THREAD} (?P<logger>\S{{1,200}}) (?P<message>.*)"),  # Tomcat
    re.compile(r"[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d (?:AM|PM) (?P<logger>[\w.$]{3,200}) (?P<message>\S{1,200})$"),  # java.util.logging, the level begins the next line
)  # fmt: skip
_SECOND = re.compile(r"(SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST|Schwerwiegend|Warnung|Information): (.*)")


def _enrich(draft: Draft, found: "re.Match[str]") -> None:
    groups = found.groupdict()
    draft.client = "java"
    draft.level = level(groups.get("level") or groups.get("level2") or "")
    if not draft.level and (second := _SECOND.match(draft.text.partition("\n")[2])):
        draft.level, draft.message = level(second[1]), second[2]
    thread = groups.get("thread") or groups.get("thread2")
    draft.pairs = {**({"thread": thread} if thread else {}), **pairs(draft.message)}


analyzer: Analyzer = EventLog(Form("java-log", "Java application log", AnyOf(_FORMS), 87, _enrich))

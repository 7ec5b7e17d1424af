"""The page shows the verdict first and lets no artifact become markup, style or a request."""

import base64
import hashlib
import re

import lxml.html

from tests.handmade import cause, evidence
from triagekit import evidence as ev
from triagekit.model import Clean
from triagekit.report.html import report


def skeleton(page):
    """Tags and attribute names, in order."""
    document = lxml.html.document_fromstring(page)
    return [(el.tag, sorted(el.attrib)) for el in document.iter() if isinstance(el.tag, str) and not el.xpath("ancestor-or-self::svg")]


def test_the_headline_is_the_cause(handmade):
    page = lxml.html.document_fromstring(report.render(handmade))
    assert page.findtext(".//h1") == "The access token had expired"
    assert "confirmed" in page.xpath("//header//span[contains(@class, 'chip')]")[0].text_content()


def test_the_policy_allows_nothing_but_the_one_style_by_its_hash(handmade):
    page = report.render(handmade)
    style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_a_hostile_artifact_changes_no_tag_and_no_attribute(rich, hostile):
    assert skeleton(report.render(hostile)) == skeleton(report.render(rich))
    page = report.render(hostile)
    document = lxml.html.document_fromstring(page)
    assert not document.xpath("//script | //@style | //@href[not(starts-with(., '#'))] | //@src | //*[@*[starts-with(name(), 'on')]]")
    assert "\x1b" not in page


def test_no_cause_is_an_answer(nothing):
    assert "No cause found" in report.render(nothing)


def test_the_page_says_of_a_cause_that_it_is_in_other_peoples_requests():
    page = report.render(evidence(causes=(cause(), cause(id="auth/other", title="Something else", rank=2, concerns="others"))))
    assert page.count("in other requests than the customer") == 2  # in the list of verdicts, and at the cause


def test_the_stretch_of_a_log_that_is_asked_for_stands_beside_the_way_to_collect_it():
    asked = ev.MissingItem(what="side/gateway", why=Clean("why"), how_to_collect=Clean("how"), since="2026-01-01T10:00:00Z", until="2026-01-01T10:04:00Z")
    assert "from 2026-01-01T10:00:00Z to 2026-01-01T10:04:00Z" in report.render(evidence(missing=(asked,)))

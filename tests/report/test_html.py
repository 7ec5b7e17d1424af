"""The page shows the verdict first and lets no artifact become markup, style or a request."""

import base64
import hashlib
import re

import lxml.html

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

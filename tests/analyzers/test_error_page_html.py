"""A saved error page tells what it says: a server's own page by its status, a product's by its words, and other pages nothing."""

import pytest

from analyzers.error_page_html import analyzer

NGINX = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
SERVICE = '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n<html><head><title>opensaml&#58;&#58;FatalProfileException</title></head><body><p>Assertion contains an unacceptable AudienceRestriction.</p></body></html>'
BLOCKED = "<!-- kept --><html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>"
SHOP = "<html><head><title>My shop</title></head><body>Welcome. Call 502 for help.</body></html>"


@pytest.mark.parametrize("page", [NGINX, SERVICE, BLOCKED])
def test_a_page_that_tells_a_fault_is_recognised(sure, page):
    assert sure(analyzer, page) > 40


@pytest.mark.parametrize("page", [SHOP, SHOP + " " * 300_000, '{"a": "<html><title>502 Bad Gateway</title>"}', SERVICE.replace("unacceptable", "acceptable")])
def test_any_other_page_or_text_is_none(sure, page):
    assert sure(analyzer, page) == 0


def test_a_servers_own_page_is_the_answer_with_the_status_that_its_title_names(records):
    (answer,) = records(analyzer, NGINX)
    assert (answer.kind, answer.get("response.status"), answer.get("answered_by.product")) == ("exchange", 502, "nginx")


def test_a_products_page_is_what_it_says_and_no_status_is_made_up(records):
    (said,) = records(analyzer, SERVICE)
    assert (said.kind, said.get("signal.firm")) == ("event", ("saml/audience-mismatch",)) and said.get("event.status") is None
    (blocked,) = records(analyzer, BLOCKED)
    assert "waf/request-blocked" in blocked.get("signal.firm")


@pytest.mark.parametrize("page", [NGINX, SERVICE, BLOCKED])
def test_it_stays_total(assert_total, page):
    assert_total(analyzer, page, encodings=False)

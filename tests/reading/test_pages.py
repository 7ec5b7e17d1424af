"""Default error pages are known by the words their makers compiled in, and nothing else is taken for one."""

import pytest

from triagekit.reading.pages import default_page

NGINX = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
APACHE = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n<html><head>\n<title>503 Service Unavailable</title>\n</head><body>\n<h1>Service Unavailable</h1>\n</body></html>\n'
HAPROXY = "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n"


@pytest.mark.parametrize(("body", "product"), [(NGINX, "nginx"), (HAPROXY, "haproxy"), (APACHE, "apache"), ("404 page not found\n", "go"), ("no healthy upstream", "envoy")])
def test_a_default_page_names_its_product(body, product):
    """Whole pages as the products send them."""
    assert default_page(body) == product


@pytest.mark.parametrize("body", ["", "<html><body><h1>503</h1>We are nginx fans</body></html>", APACHE.replace("<head>\n<title>", "<head><meta charset=utf-8><title>"), '{"error": "no healthy upstream"}', NGINX + "x" * 9000])
def test_an_application_s_own_page_is_none(body):
    """A page that quotes a product, a JSON error, or a long page is not a default page."""
    assert default_page(body) == ""

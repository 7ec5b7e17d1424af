"""An issuer that is an inspecting proxy is named; a public authority is not."""

import pytest

from triagekit.reading.interception import vendor


@pytest.mark.parametrize(
    ("issuer", "name"),
    [("C=US; O=Zscaler Inc.; CN=Zscaler Intermediate Root CA", "Zscaler"), ("CN=mitmproxy, O=mitmproxy", "mitmproxy"), ("CN=DO_NOT_TRUST_FiddlerRoot", "Fiddler"), ("C=US; O=Let's Encrypt; CN=R11", ""), ("", "")],
)
def test_the_product_behind_an_issuer(issuer, name):
    assert vendor(issuer) == name

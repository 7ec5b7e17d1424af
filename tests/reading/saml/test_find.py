"""Messages are found wherever they travel, with what travelled beside them."""

import base64
import html
from urllib.parse import quote, quote_plus

from triagekit.reading.saml import find

XML = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><a>>>>???</a></samlp:Response>'
B64 = base64.b64encode(XML.encode()).decode()


def test_a_query_gives_the_value_its_relay_state_and_its_raw_spelling():
    query = f"SAMLRequest={quote_plus(B64)}&RelayState=%2Fhome&SigAlg=x&Signature=y"
    (found,) = find.in_query(query)
    assert (found.value, found.parameter, found.binding, found.relay_state, found.query) == (B64, "SAMLRequest", "redirect", "/home", query)


def test_a_form_is_decoded_once_and_a_decoded_display_not_at_all():
    (sent,) = find.in_form(f"SAMLResponse={quote_plus(B64)}")
    (shown,) = find.in_form(f"SAMLResponse={B64}&RelayState=/x")
    assert sent.value == shown.value == B64
    assert sent.binding == "post"


def test_a_plus_sign_that_was_sent_bare_arrives_as_a_space():
    (found,) = find.in_form("SAMLResponse=" + quote(B64, safe="+"))
    assert " " in found.value


def test_a_page_that_posts_itself_gives_message_relay_state_and_target():
    page = f'<form method="post" action="https://app.example/acs?x=1&amp;y=2"><input type=hidden name="SAMLResponse" value="{html.escape(B64)}"/><input name="RelayState" value="abc">'
    (found,) = find.in_html(page)
    assert (found.value, found.relay_state, found.target) == (B64, "abc", "https://app.example/acs?x=1&y=2")


def test_log_lines_json_and_bare_values_are_searched():
    for text in (f"got SAMLResponse={B64} from 1.2.3.4", f'{{"SAMLResponse": "{B64}"}}', f"decoding {B64}", f"received {XML} at once", f"SAMLResponse={quote(B64)}&RelayState=x"):
        (found,) = find.in_text(text)
        assert find.speaks_saml(found.value) or found.value.startswith("<samlp")


def test_metadata_in_a_text_is_told_from_messages():
    text = '<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"></md:EntityDescriptor>'
    (found,) = find.in_text(text)
    assert found.metadata


def test_other_base64_and_words_are_left_alone():
    other = base64.b64encode(b"<something else that is long enough to be looked at, but is not about it/>").decode()
    assert list(find.in_text(f"SAML is configured; payload {other}")) == []


def test_text_that_was_decoded_loses_its_declaration_of_an_encoding():
    assert find.without_encoding('<?xml version="1.0" encoding="ISO-8859-1"?><a/>') == '<?xml version="1.0"?><a/>'
    assert find.Found('<?xml version="1.0" encoding="UTF-16"?><a/>').data == b'<?xml version="1.0"?><a/>'


def test_folds_of_base64_are_removed_so_that_copies_are_equal():
    folded = "\r\n".join(B64[i : i + 40] for i in range(0, len(B64), 40))
    assert find.Found(folded).data == B64.encode()


def test_at_most_twenty_messages_are_taken_from_one_text():
    text = " ".join(base64.b64encode(XML.replace("_1", f"_{n:03}").encode()).decode() for n in range(40))
    assert len(list(find.in_text(text))) == find.MOST

"""Bodies as bytes: text by its form, pictures as they are, binary only where nothing shows in it."""

import base64
import gzip

from redaction.walkers import bodies


def b64(data):
    return base64.b64encode(data).decode()


def test_a_body_that_claims_base64_and_is_not_is_cleaned_as_text(cleaner):
    assert "hunter2xyz" not in bodies.base64_body(cleaner, "no base64: password=hunter2xyz !")


def test_text_in_base64_in_utf_16_and_compressed_is_cleaned(cleaner):
    for data in (b'{"password":"hunter2xyz"}', '{"password":"hunter2xyz"}'.encode("utf-16-le"), gzip.compress(b'{"password":"hunter2xyz"}')):
        made = base64.b64decode(bodies.base64_body(cleaner, b64(data)))
        plain = gzip.decompress(made) if made[:2] == b"\x1f\x8b" else made.replace(b"\0", b"")
        assert plain == b'{"password":"redacted-password"}'


def test_a_picture_stays_and_binary_with_a_secret_in_it_goes_whole(cleaner):
    picture = b64(b"\x89PNG\r\n\x1a\n" + bytes(range(200)))
    assert bodies.base64_body(cleaner, picture) == picture
    assert bodies.base64_body(cleaner, b64(bytes(range(128, 160)) + b" password=hunter2xyz " + bytes(8))).startswith("redacted-binary-")

"""A raw HTTP message: start line, fields and body each by its own form."""


def test_request_fields_and_body_are_cleaned_in_place(cleaner):
    text = "POST /login?code=Abcdef1234567890 HTTP/1.1\r\nhost: app.example.com\r\ncookie: sid=abc123def456\r\ncontent-type: application/json\r\n\r\n{\"password\":\"hunter2xyz\",\"remember\":true}"
    made = cleaner.inside(text)
    assert not any(v in made for v in ("Abcdef123", "abc123def", "hunter2"))
    assert [line.partition(":")[0] for line in made.split("\r\n")[1:4]] == ["host", "cookie", "content-type"]
    assert made.endswith(',"remember":true}')


def test_a_folded_field_is_one_value(cleaner):
    made = cleaner.inside("HTTP/1.1 200 OK\r\nSet-Cookie: a=abc123\r\n def456xyz; Path=/\r\n\r\n")
    assert "def456xyz" not in made

"""The review page: no script, no value, nothing loaded; shapes, categories, places, reasons, what was kept and not examined."""

import re

from redaction import reviewpage


def test_it_tells_everything_but_values(redact):
    made = redact("first\npassword=hunter2xyz user jane.doe@customer.example <b>\n")
    page = reviewpage.render([{**made.audit.document(), "name": "x <script>alert(1)</script>.log"}])
    assert "hunter2" not in page and "jane" not in page
    for said in ("email", "letters, other signs; 17 to 32", "line 2", "Kept on purpose", "Not examined", "Canaries", made.audit.output_sha256):
        assert said in page
    assert "<script" not in page.lower() and " style=" not in page and "default-src 'none'" in page


def test_its_style_is_the_one_that_its_policy_allows():
    import base64
    import hashlib

    page = reviewpage.render([])
    style = re.search(r"<style>(.*?)</style>", page)[1]
    assert f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}" in page


def test_a_withheld_copy_is_said_loudly(redact):
    made = redact(bytes(range(32)) * 300)
    page = reviewpage.render([{**made.audit.document(), "name": "x.bin"}])
    assert "Withheld, there is no copy" in page and "9600 bytes" in page


def test_all_files_stand_at_the_top_with_what_became_of_them(redact):
    made = redact("password=hunter2xyz user jane.doe@customer.example\n")
    gone = redact(bytes(range(32)) * 300)
    page = reviewpage.render([{**made.audit.document(), "name": "app.log"}, {**gone.audit.document(), "name": "x.bin"}])
    top = page[page.index("All files") : page.index("<h2>app.log")]
    assert "proven" in top and "withheld" in top and "email&nbsp;1" in top and ">9600<" in top
    assert "it could be guessed" in page


def test_a_wide_table_scrolls_in_itself_so_that_the_page_fits_a_phone(redact):
    made = redact("password=hunter2xyz user jane.doe@customer.example\n")
    page = reviewpage.render([{**made.audit.document(), "name": "app.log"}])
    assert 'name="viewport"' in page
    assert ".scroll{overflow-x:auto}" in page
    assert re.findall(r'aria-label="Table: ([^"]+)"><table><tr><th>(File|Category)', page) == [("all files", "File"), ("values replaced in app.log", "Category")]
    assert page.count("<div") == page.count("</div>") == 2

"""Each part by its name; boundaries and part headers stay."""


def test_a_part_named_password_goes_and_the_frame_stays(cleaner):
    text = '--XX\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2xyz\r\n--XX\r\nContent-Disposition: form-data; name="lang"\r\n\r\nen\r\n--XX--\r\n'
    made = cleaner.inside(text)
    assert made == text.replace("hunter2xyz", "redacted-password")


def test_an_uploaded_file_is_read_by_its_own_form(cleaner):
    text = '--XX\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n{"client_secret":"hunter2xyz99","n":1}\r\n--XX--\r\n'
    made = cleaner.inside(text)
    assert "hunter2xyz99" not in made and '"n":1}' in made

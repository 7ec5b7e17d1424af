"""`triagekit request` writes its text from a customer's file, in English and German."""


def test_it_speaks_both_languages(tk, sample):
    english, german = (tk("request", sample("auth/token-expired.txt"), "-l", language) for language in ("en", "de"))
    assert english[0] == german[0] == 0
    assert "thank you for what you sent. So far it looks like this" in english[1] and english[1] != german[1]


def test_without_a_file_it_says_what_is_missing(tk):
    code, _, err = tk("request")
    assert code == 2 and "TK-USE-001" in err

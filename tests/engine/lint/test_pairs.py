"""What lint says about rules against each other."""

HIT = {"kind": "exchange", "response.status": 401, "response.headers.www-authenticate": "Bearer invalid_token"}


def test_two_rules_that_fire_on_the_same_records_are_duplicates(clean, codes):
    detect = {"a": {"response.headers.www-authenticate|contains": "invalid_tok", "response.status": 401}, "condition": "a"}
    clean.observation("http/again", detect)
    assert "TK-LINT-030" in codes("http/again") + codes("http/bearer-rejected")


def test_one_more_record_tells_them_apart(clean, codes):
    detect = {"a": {"response.headers.www-authenticate|contains": "invalid_tok"}, "condition": "a"}
    clean.observation("http/wider", detect)
    assert "TK-LINT-030" not in codes("http/wider") + codes("http/bearer-rejected")


def test_evidence_that_never_comes_alone_belongs_into_one_group(clean, spoil):
    clean.observation("http/wider", {"a": {"response.headers.www-authenticate|contains": "invalid_tok"}, "condition": "a"})
    both = [{"sees": "http/wider", "supports": "strong", "group": "a"}, {"sees": "http/bearer-rejected", "supports": "strong", "group": "b"}]
    assert "TK-LINT-031" in spoil("auth/token", evidence=both)
    assert "TK-LINT-031" not in spoil("auth/token", evidence=[{**item, "group": "a"} for item in both])


def test_rivals_need_a_test_in_which_each_comes_out_ahead(clean, codes, spoil):
    assert "TK-LINT-032" not in codes()
    same = [{"sees": "http/bearer-rejected", "proves": True}]
    spoil("auth/password", evidence=same)
    assert "TK-LINT-032" in codes("auth/token")


def test_a_coarse_cause_needs_no_such_pair(spoil):
    assert "TK-LINT-032" not in spoil("auth/password", evidence=[{"sees": "http/bearer-rejected", "proves": True}], coarse=True)

"""Private keys go whole; of one that is cut off its lines go, and what a log says behind them stays."""

import json

import pytest

BODY = "".join(f"MIIBVwIBADANBgkqhkiG9w0BAQEFAASCAUEwggE9AgEAAkEAq7BFUpkGp3Ab{n:04d}\n" for n in range(12))
BELOW = "2026-11-03T09:14:00Z ERROR upstream timed out\nlevel=error status=504\n"


@pytest.mark.parametrize("sort", ["", "RSA ", "EC ", "ENCRYPTED "])
def test_a_whole_key_goes_and_its_armour_stays(cleaner, sort):
    made = cleaner.text(f"-----BEGIN {sort}PRIVATE KEY-----\n{BODY}-----END {sort}PRIVATE KEY-----\n{BELOW}")
    assert "MIIB" not in made and f"-----BEGIN {sort}PRIVATE KEY-----\nredacted-private-key-" in made and made.endswith(f"-----END {sort}PRIVATE KEY-----\n{BELOW}")
    assert [len(line) for line in made.splitlines()[1:13]] == [len(line) for line in BODY.splitlines()]
    once = cleaner.inside(json.dumps({"private_key": BODY}))
    assert "MIIB" not in once and cleaner.inside(once) == once


@pytest.mark.parametrize("rest", ["", "MIIB4\n", "MIIBVwIBADANBgkqhkiG9w0B...\n", "\n"])
def test_behind_a_key_that_is_cut_off_the_log_goes_on(cleaner, rest):
    made = cleaner.text(f"-----BEGIN PRIVATE KEY-----\n{BODY}{rest}{BELOW}")
    assert "MIIB" not in made and made.endswith(BELOW) and made.count("\n") == (BODY + rest + BELOW).count("\n") + 1


@pytest.mark.parametrize("fold", ["\\n", "\\\\n", "\\r\\n", " ", '\\n" +\n  "'])
def test_a_key_in_a_string_that_is_cut_off_goes(cleaner, fold):
    made = cleaner.text(f'{{"key": "-----BEGIN PRIVATE KEY-----{fold}{BODY.strip().replace(chr(10), fold)}", "level": "error"}}\n')
    assert "MIIB" not in made and made.endswith('", "level": "error"}\n')

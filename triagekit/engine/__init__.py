"""Loads, checks, compiles and judges rules. Knows no HTTP and no SAML: only records, fields and words.

`language`, `condition`, `correlation` say what rules can express; `load` reads packs; `run` feeds records and
judges; `trial` runs the tests that stand in rules; `lint`, `explain`, `whynot`, `draft` serve authors.
"""

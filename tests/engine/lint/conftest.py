"""A pack without a fault, to be spoilt in one place."""

import pytest

from triagekit.engine.lint import check

BEARER = {"response.status": 401, "response.headers.www-authenticate": 'Bearer error="invalid_token"'}
OTHER = {"response.status": 401, "response.headers.www-authenticate": 'Basic realm="x"'}


def one(fields, **more):
    return {"kind": "exchange", **fields, **more}


def observed(fields, expect, name="t"):
    return {"name": name, "records": [one(f) for f in (fields if isinstance(fields, list) else [fields])], "expect": expect}


def good(pack):
    """Two observations and two causes that lint has nothing to say about."""
    for name, needle, hit, miss in (("bearer", "invalid_token", BEARER, OTHER), ("basic", "Basic realm", OTHER, BEARER)):
        pack.observation(
            f"http/{name}-rejected",
            {"denied": {"response.status": 401}, "said": {"response.headers.www-authenticate|contains": needle}, "condition": "denied and said"},
            references=["https://www.rfc-editor.org/rfc/rfc6750#section-3.1"],
            tests=[observed(hit, "match"), observed({**hit, "request.method": "GET"}, "match"), observed(miss, "no_match"), observed({**hit, "response.status": 403}, "no_match")],
        )
    for name, mine, theirs, hit, miss in (("token", "bearer", "basic", BEARER, OTHER), ("password", "basic", "bearer", OTHER, BEARER)):
        pack.cause(
            f"auth/{name}",
            [{"sees": f"http/{mine}-rejected", "proves": True, "group": "said"}, {"sees": f"http/{theirs}-rejected", "excludes": True, "group": "said"}],
            customer_wording="Our API no longer knows your sign-in.", looks_like="An expired session.", references=[],
            tests=[
                {"name": "a", "records": [one(hit)], "expect": {"verdict": "confirmed", "rank": 1}},
                {"name": "b", "records": [one(hit), one(hit)], "expect": "confirmed"},
                {"name": "c", "records": [one(miss)], "expect": "ruled out"},
                {"name": "d", "records": [one(hit), one(miss)], "expect": "conflicting"},
                {"name": "e", "records": [one({"response.status": 200, "response.headers.server": "x"})], "expect": "not supported"},
            ],
        )  # fmt: skip
    return pack


@pytest.fixture
def clean(pack):
    return good(pack)


@pytest.fixture
def codes(pack):
    """The codes of one rule's findings, errors and advice."""

    def run(rule=None):
        return sorted({f.code for f in check(pack.load()) if rule is None or f.rule == rule})

    return run


@pytest.fixture
def spoil(clean, codes):
    """Lint of http/bearer-rejected, or of another rule, with some keys changed."""
    import json

    def run(rule="http/bearer-rejected", **changes):
        section = "causes" if rule.startswith("auth/") else "observations"
        path = clean.folder / section / f"{rule}.yaml"
        tree = json.loads(path.read_text())
        tree.update(changes)
        clean.write(f"{section}/{rule}.yaml", {k: v for k, v in tree.items() if v is not None})
        return codes(rule)

    return run

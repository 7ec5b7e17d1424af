"""Where a rule stands."""

from pathlib import Path

from triagekit.engine.rulebook import Origin


def test_a_rule_knows_its_file():
    assert Origin("/rules/causes/a/b.yaml", "rules/causes/a/b.yaml", "rules").path == Path("/rules/causes/a/b.yaml")

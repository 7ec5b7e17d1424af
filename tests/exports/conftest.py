"""The hand-made cases, for tests that never go through the pipeline."""

from tests.handmade import handmade, hostile, nothing, rich  # noqa: F401  # fixtures

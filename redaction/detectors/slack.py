"""Tokens of Slack."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('slack', r"xox[abceoprs]-[A-Za-z0-9-]{10,}|xoxe\.xox[bp]-\d-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,}|xwfp-[A-Za-z0-9-]{20,}", r"\b(?:xox[abceoprs]-|xoxe\.xox|xapp-\d-|xwfp-)", 'https://api.slack.com/authentication/token-types', "xoxb-" + "1234567890-abcdef"),
)  # fmt: skip

"""Tokens of GitLab."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('gitlab', r"gl(?:pat|ptt|dt|rt|cbt|oas|soat|ft|imt|agent|feed|wt|ffct)-[A-Za-z0-9_-]{20,}(?:\.[0-9a-z]{2}\.[0-9a-z]+)?", r"\bgl(?:pat|ptt|dt|rt|cbt|oas|soat|ft|imt|agent|feed|wt|ffct)-[A-Za-z0-9_-]{8}", 'https://docs.gitlab.com/security/tokens/', "glpat-" + "aB3_" * 5),
    vendor('gitlab-runner', r"GR1348941[A-Za-z0-9_-]{20}", r"\bGR1348941", 'https://docs.gitlab.com/security/tokens/', "GR1348941" + "aB3_" * 5),
)  # fmt: skip

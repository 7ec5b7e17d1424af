"""Tokens of GitHub."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('github', r"gh[pousr]_[A-Za-z0-9]{36,255}", r"\bgh[pousr]_[A-Za-z0-9]{8}", 'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/', "ghp_" + "a1B2" * 9, "ghp_short"),
    vendor('github-fine-grained', r"github_pat_[A-Za-z0-9_]{50,255}", r"github_pat_", 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens', "github_pat_" + "11ABCDEF0_" * 8),
    vendor('github-app-token', r"v1\.[a-f0-9]{40}", r"\bv1\.[a-f0-9]{40}", 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app', "v1." + "0123456789abcdef" * 2 + "01234567"),
)  # fmt: skip

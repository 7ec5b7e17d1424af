"""Tokens of package registries."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('npm', r"npm_[A-Za-z0-9]{36}", r"\bnpm_[A-Za-z0-9]{8}", 'https://docs.npmjs.com/about-access-tokens', "npm_" + "aB1c" * 9),
    vendor('pypi', r"pypi-AgE[A-Za-z0-9_-]{50,}", r"\bpypi-AgE", 'https://pypi.org/help/#apitoken', "pypi-AgE" + "IcHlwaS5vcmc" * 6),
    vendor('rubygems', r"rubygems_[a-f0-9]{48}", r"\brubygems_[a-f0-9]{8}", 'https://guides.rubygems.org/api-key-scopes/', "rubygems_" + "0123456789abcdef" * 3),
    vendor('nuget', r"oy2[a-z0-9]{43}", r"\boy2[a-z0-9]{43}\b", 'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys', "oy2" + "a1b2c3d4e5f6" * 3 + "g7h8i9j"),
    vendor('docker-hub', r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40}", r"\bdckr_(?:pat|oat)_", 'https://docs.docker.com/security/for-developers/access-tokens/', "dckr_pat_" + "aB3_" * 7),
    vendor('clojars', r"CLOJARS_[a-z0-9]{60}", r"CLOJARS_[a-z0-9]{8}", 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens', "CLOJARS_" + "a1b2c3d4e5f6" * 5),
    vendor('crates-io', r"cio[A-Za-z0-9]{32}", r"\bcio[A-Za-z0-9]{32}\b", 'https://doc.rust-lang.org/cargo/reference/publishing.html', "cio" + "aB3d" * 8),
)  # fmt: skip

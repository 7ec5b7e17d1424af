"""Keys of monitoring and analytics."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('new-relic', r"NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|NRAA-[a-f0-9]{27}|NRII-[A-Za-z0-9_-]{32}|[a-f0-9]{36}NRAL", r"\b(?:NR(?:AK|JS|AA|II)-[A-Za-z0-9]{8}|[a-f0-9]{36}NRAL)", 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/', "NRAK-" + "A1B2C3D4E" * 3),
    vendor('grafana', r"glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|glc_[A-Za-z0-9+/=]{32,400}", r"\b(?:glsa|glc)_[A-Za-z0-9+/]{8}", 'https://grafana.com/docs/grafana/latest/administration/service-accounts/', "glsa_" + "aB3d" * 8 + "_12ab34cd"),
    vendor('sentry', r"sntr(?:ys_[A-Za-z0-9+/=_]{40,400}|yu_[a-f0-9]{64})", r"\bsntry[su]_", 'https://docs.sentry.io/account/auth-tokens/', "sntrys_" + "eyJpYXQi" * 6),
    vendor('dynatrace', r"dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}", r"\bdt0[a-z]\d{2}\.", 'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication', "dt0c01." + "ABCDEF" * 4 + "." + "ABCD1234" * 8),
    vendor('honeycomb', r"hc[abx]ik_[A-Za-z0-9]{58}|hcaik_[A-Za-z0-9]{20,60}", r"\bhc[abx]ik_", 'https://docs.honeycomb.io/configure/environments/manage-api-keys/', "hcaik_" + "01hqk4k20cjeh63wca8vva5stw" + "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"),
    vendor('pagerduty', r"[uy]\+[A-Za-z0-9_-]{18}", r"\b[uy]\+[A-Za-z0-9_-]{18}\b", 'https://support.pagerduty.com/main/docs/api-access-keys', "u+" + "aB3dEf7hIj9kLm1pQr", 'y+z is a sum of two'),
    vendor('postman', r"PMAK-[a-f0-9]{24}-[a-f0-9]{34}", r"\bPMAK-", 'https://learning.postman.com/docs/developer/postman-api/authentication/', "PMAK-" + "0" * 23 + "a-" + "b1" * 17),
    vendor('posthog', r"ph[cxs]_[A-Za-z0-9]{40,60}", r"\bph[cxs]_[A-Za-z0-9]{8}", 'https://posthog.com/docs/api', "phx_" + "aB3d" * 11),
)  # fmt: skip

"""Tokens of hosting providers and networks."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('digitalocean', r"do[opr]_v1_[a-f0-9]{64}", r"\bdo[opr]_v1_", 'https://docs.digitalocean.com/reference/api/create-personal-access-token/', "dop_v1_" + "0123456789abcdef" * 4),
    vendor('fly-io', r"(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/=_,-]{100,})", r"\b(?:fo1_|fm[12][ar]?_)[A-Za-z0-9+/_-]{8}", 'https://fly.io/docs/security/tokens/', "fo1_" + "aB3d" * 10 + "xyz"),
    vendor('heroku', r"HRKU-[A-Za-z0-9_-]{58,66}", r"\bHRKU-[A-Za-z0-9_-]{8}", 'https://devcenter.heroku.com/articles/authentication', "HRKU-" + "AAaB3_" * 10),
    vendor('netlify', r"nf[pcoub]_[A-Za-z0-9_]{36,40}", r"\bnf[pcoub]_[A-Za-z0-9_]{8}", 'https://docs.netlify.com/api/get-started/', "nfp_" + "aB3d" * 9),
    vendor('vercel', r"vc[piark]_[A-Za-z0-9]{24,60}", r"\bvc[piark]_[A-Za-z0-9]{8}", 'https://vercel.com/docs/rest-api', "vcp_" + "aB3d" * 8),
    vendor('cloudflare-origin', r"v1\.0-[a-f0-9]{24}-[a-f0-9]{146}", r"\bv1\.0-[a-f0-9]{24}-", 'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/', "v1.0-" + "0123456789ab" * 2 + "-" + "ab" * 73),
    vendor('scaleway', r"SCW[A-Z0-9]{17}", r"\bSCW[A-Z0-9]{17}\b", 'https://www.scaleway.com/en/docs/iam/concepts/', "SCW" + "A1B2C3D4E5F6G7H8J"),
    vendor('akamai', r"akab-[a-z0-9]{16}-[a-z0-9]{16}", r"\bakab-[a-z0-9]{8}", 'https://techdocs.akamai.com/developer/docs/edgegrid', "akab-" + "a1b2c3d4e5f6g7h8-i9j0k1l2m3n4o5p6"),
    vendor('tailscale', r"tskey-(?:api|auth|client|scim|webhook)-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,40}", r"\btskey-", 'https://tailscale.com/kb/1085/auth-keys', "tskey-auth-" + "kAbC12dEFg3-" + "aB3d" * 8),
)  # fmt: skip

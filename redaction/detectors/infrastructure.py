"""Tokens of infrastructure tools."""

from redaction.detecting import vendor
from triagekit.roles import Detector

detectors: tuple[Detector, ...] = (
    vendor('vault', r"hv[sbr]\.[A-Za-z0-9_-]{24,}|s\.[A-Za-z0-9]{24}", r"\b(?:hv[sbr]\.[A-Za-z0-9_-]{8}|s\.[A-Za-z0-9]{24}\b)", 'https://developer.hashicorp.com/vault/docs/concepts/tokens', "hvs." + "CAESIb3d" * 4),
    vendor('terraform-cloud', r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,70}", r"\.atlasv1\.[A-Za-z0-9_-]{8}", 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens', "aB3dE5gH7jK9mN.atlasv1." + "xY1z" * 16, lead=14),
    vendor('pulumi', r"pul-[a-f0-9]{40}", r"\bpul-[a-f0-9]{8}", 'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/', "pul-" + "0123456789" * 4),
    vendor('doppler', r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,80}", r"\bdp\.(?:pt|st|ct|sa|scim|audit)\.", 'https://docs.doppler.com/docs/service-tokens', "dp.pt." + "aB3d" * 11),
    vendor('databricks', r"dapi[a-f0-9]{32}(?:-\d)?", r"\bdapi[a-f0-9]{32}", 'https://docs.databricks.com/aws/en/dev-tools/auth/pat', "dapi" + "0123456789abcdef" * 2),
    vendor('age-secret-key', r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}", r"AGE-SECRET-KEY-1", 'https://age-encryption.org/v1', "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" + "QPZRY9X8GF2TVDW0S3JN54KHCE"),
    vendor('onepassword', r"ops_eyJ[A-Za-z0-9_-]{100,}={0,2}|A3-[A-Z0-9]{6}-[A-Z0-9]{11,12}-[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2,3}", r"\b(?:ops_eyJ|A3-[A-Z0-9]{6}-)", 'https://developer.1password.com/docs/service-accounts/', "A3-A1B2C3-D4E5F6G7H8J-K9L0M-N1P2Q-R3S4T", reach=2_000),
    vendor('confluent', r"cflt[A-Za-z0-9+/]{60}", r"\bcflt[A-Za-z0-9+/]{16}", 'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html', "cflt" + "aB3d" * 15),
    vendor('planetscale', r"pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.=-]{32,64}", r"\bpscale_", 'https://planetscale.com/docs/concepts/service-tokens', "pscale_tkn_" + "aB3d" * 10),
    vendor('supabase', r"sb(?:p|_secret|_publishable)_[A-Za-z0-9_-]{22,60}", r"\bsb(?:p|_secret|_publishable)_", 'https://supabase.com/docs/guides/api/api-keys', "sbp_" + "0123456789abcdef" * 2 + "01234567"),
)  # fmt: skip

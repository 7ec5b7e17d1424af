"""Object identifiers that certificates use, with the words people know them by."""

SIGNATURES = {
    "1.2.840.113549.1.1.2": ("rsa", "md2"), "1.2.840.113549.1.1.3": ("rsa", "md4"), "1.2.840.113549.1.1.4": ("rsa", "md5"), "1.2.840.113549.1.1.5": ("rsa", "sha1"),
    "1.3.14.3.2.29": ("rsa", "sha1"), "1.2.840.113549.1.1.14": ("rsa", "sha224"), "1.2.840.113549.1.1.11": ("rsa", "sha256"), "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"), "1.2.840.113549.1.1.10": ("rsa-pss", ""), "1.2.840.10045.4.1": ("ec", "sha1"), "1.2.840.10045.4.3.1": ("ec", "sha224"),
    "1.2.840.10045.4.3.2": ("ec", "sha256"), "1.2.840.10045.4.3.3": ("ec", "sha384"), "1.2.840.10045.4.3.4": ("ec", "sha512"), "1.2.840.10040.4.3": ("dsa", "sha1"),
    "2.16.840.1.101.3.4.3.1": ("dsa", "sha224"), "2.16.840.1.101.3.4.3.2": ("dsa", "sha256"), "2.16.840.1.101.3.4.3.3": ("dsa", "sha384"), "2.16.840.1.101.3.4.3.4": ("dsa", "sha512"),
    "1.3.101.112": ("ed25519", ""), "1.3.101.113": ("ed448", ""),
}  # fmt: skip
"""Signature algorithm to key type and hash."""
KEYS = {"1.2.840.113549.1.1.1": "RSA", "1.2.840.113549.1.1.10": "RSA", "1.2.840.10045.2.1": "EC", "1.2.840.10040.4.1": "DSA", "1.3.101.112": "Ed25519", "1.3.101.113": "Ed448", "1.3.101.110": "X25519", "1.2.840.10046.2.1": "DH"}
CURVES = {
    "1.2.840.10045.3.1.1": ("P-192", 192), "1.3.132.0.33": ("P-224", 224), "1.2.840.10045.3.1.7": ("P-256", 256), "1.3.132.0.34": ("P-384", 384), "1.3.132.0.35": ("P-521", 521),
    "1.3.132.0.10": ("secp256k1", 256), "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256), "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384), "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
}  # fmt: skip
HASHES = {"1.3.14.3.2.26": "sha1", "2.16.840.1.101.3.4.2.4": "sha224", "2.16.840.1.101.3.4.2.1": "sha256", "2.16.840.1.101.3.4.2.2": "sha384", "2.16.840.1.101.3.4.2.3": "sha512"}

SUBJECT_KEY_ID, KEY_USAGE, SUBJECT_ALT_NAME, ISSUER_ALT_NAME, BASIC_CONSTRAINTS = "2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.18", "2.5.29.19"
CRL_NUMBER, REASON, DELTA_CRL, ISSUING_POINT, CERTIFICATE_ISSUER = "2.5.29.20", "2.5.29.21", "2.5.29.27", "2.5.29.28", "2.5.29.29"
NAME_CONSTRAINTS, CRL_POINTS, POLICIES, POLICY_MAPPINGS, AUTHORITY_KEY_ID = "2.5.29.30", "2.5.29.31", "2.5.29.32", "2.5.29.33", "2.5.29.35"
POLICY_CONSTRAINTS, EXTENDED_USAGE, FRESHEST_CRL, INHIBIT_ANY_POLICY = "2.5.29.36", "2.5.29.37", "2.5.29.46", "2.5.29.54"
AUTHORITY_INFO, SUBJECT_INFO, TLS_FEATURE, TIMESTAMPS, POISON, OCSP_NOCHECK = (
    "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11", "1.3.6.1.5.5.7.1.24", "1.3.6.1.4.1.11129.2.4.2", "1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.5.5.7.48.1.5",
)  # fmt: skip
ANY_POLICY, SERVER_AUTH, CLIENT_AUTH, ANY_USAGE, OCSP_SIGNING = "2.5.29.32.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0", "1.3.6.1.5.5.7.3.9"
STEP_UP = frozenset({"2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"})
"""Netscape and Microsoft server-gated cryptography: read as serverAuth by old programs."""

EXTENSIONS = {
    SUBJECT_KEY_ID: "subject key identifier", KEY_USAGE: "key usage", SUBJECT_ALT_NAME: "subject alternative name", ISSUER_ALT_NAME: "issuer alternative name",
    BASIC_CONSTRAINTS: "basic constraints", NAME_CONSTRAINTS: "name constraints", CRL_POINTS: "CRL distribution points", POLICIES: "certificate policies", POLICY_MAPPINGS: "policy mappings",
    AUTHORITY_KEY_ID: "authority key identifier", POLICY_CONSTRAINTS: "policy constraints", EXTENDED_USAGE: "extended key usage", FRESHEST_CRL: "freshest CRL",
    INHIBIT_ANY_POLICY: "inhibit any policy", AUTHORITY_INFO: "authority information access", SUBJECT_INFO: "subject information access", TLS_FEATURE: "TLS feature",
    TIMESTAMPS: "signed certificate timestamps", POISON: "precertificate poison", OCSP_NOCHECK: "OCSP no check", CRL_NUMBER: "CRL number", DELTA_CRL: "delta CRL indicator",
    ISSUING_POINT: "issuing distribution point", REASON: "reason code", CERTIFICATE_ISSUER: "certificate issuer", "2.5.29.9": "subject directory attributes", "2.5.29.16": "private key usage period",
    "2.16.840.1.113730.1.1": "Netscape certificate type", "2.16.840.1.113730.1.13": "Netscape comment", "1.3.6.1.5.5.7.1.3": "qualified certificate statements",
}  # fmt: skip
PROCESSED = frozenset({
    KEY_USAGE, SUBJECT_ALT_NAME, BASIC_CONSTRAINTS, NAME_CONSTRAINTS, POLICIES, POLICY_MAPPINGS, POLICY_CONSTRAINTS, EXTENDED_USAGE, INHIBIT_ANY_POLICY, CRL_POINTS, AUTHORITY_KEY_ID,
    SUBJECT_KEY_ID, ISSUER_ALT_NAME, AUTHORITY_INFO, SUBJECT_INFO, TLS_FEATURE, FRESHEST_CRL, TIMESTAMPS, "2.5.29.9", "2.5.29.16", "2.16.840.1.113730.1.1", "1.3.6.1.5.5.7.1.3", POISON,
})  # fmt: skip
"""Extensions that may be critical without a program of today failing over them."""
NEVER_CRITICAL = frozenset({SUBJECT_KEY_ID, AUTHORITY_KEY_ID, AUTHORITY_INFO, SUBJECT_INFO, FRESHEST_CRL, "2.5.29.9", TIMESTAMPS})
ALWAYS_CRITICAL = frozenset({NAME_CONSTRAINTS, POLICY_CONSTRAINTS, INHIBIT_ANY_POLICY})
USAGES = ("digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly")
PURPOSES = {
    SERVER_AUTH: "serverAuth", CLIENT_AUTH: "clientAuth", "1.3.6.1.5.5.7.3.3": "codeSigning", "1.3.6.1.5.5.7.3.4": "emailProtection", "1.3.6.1.5.5.7.3.8": "timeStamping", OCSP_SIGNING: "OCSPSigning",
    ANY_USAGE: "anyExtendedKeyUsage", "1.3.6.1.4.1.311.20.2.2": "smartcardLogon",
}  # fmt: skip

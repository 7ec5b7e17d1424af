"""SAML messages and metadata: decoding, facts, signatures, decryption, and the checks of each against what the receiver expects."""

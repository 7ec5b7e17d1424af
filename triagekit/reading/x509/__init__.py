"""X.509: certificates, chains, revocation lists and what carries them, read leniently and judged by RFC 5280."""

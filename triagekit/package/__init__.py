"""What leaves: a case's evidence, redacted copies, reports and exports as one BagIt zip (RFC 8493), and how a receiver checks it."""

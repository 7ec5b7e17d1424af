"""Facts from many records, one module each, found by being there; and the one timeline over all artifacts."""

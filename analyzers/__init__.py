"""One module per artifact form, found by being there; each yields records with published field names."""

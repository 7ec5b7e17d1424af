"""One module per output form, found by being there; each accepts evidence and nothing else."""

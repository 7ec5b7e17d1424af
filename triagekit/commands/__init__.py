"""One module per command, found by being there. Commands are thin: they read options and call the pipeline."""
